package dev.countersign.clients;

import dev.countersign.protocol.Issuer;
import java.util.List;

/**
 * The server's own administration as an API: it exists on every deployment, and its tokens are
 * meant for nobody else (contract, section 3).
 */
public final class AdminApi {

    /** To see who holds which access. */
    public static final String TOKENS_READ = "tokens:read";

    /** To take access back. */
    public static final String TOKENS_REVOKE = "tokens:revoke";

    private AdminApi() {}

    /** The audience of its tokens. */
    public static String identifier(Issuer issuer) {
        return issuer.at("/admin");
    }

    /** What {@code aud} of its tokens is, exactly. */
    public static List<String> audiences(Issuer issuer) {
        return List.of(identifier(issuer));
    }
}
