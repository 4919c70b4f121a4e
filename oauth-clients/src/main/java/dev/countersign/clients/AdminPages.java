package dev.countersign.clients;

import dev.countersign.protocol.ClientId;

/**
 * The pages of administration as an application: it exists on every deployment, and the server
 * itself redeems its codes. It is a public client whose code verifiers nobody else can make.
 */
public final class AdminPages {

    public static final ClientId CLIENT = new ClientId("countersign-admin-pages");

    public static final String NAME = "Countersign administration";

    /** The page from which a sign-in begins, and to which it returns. */
    public static final String PATH = "/admin";

    private AdminPages() {}

    public static Credential credential() {
        return Credential.ofPublicClient(CLIENT);
    }

    public static String redirectUri(AdminAddress address) {
        return address.at(PATH);
    }
}
