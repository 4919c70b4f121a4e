package dev.countersign.auth.admin.applications;

import dev.countersign.clients.SecurityProfile;
import dev.countersign.clients.StoredSecret;
import dev.countersign.jose.KeySealing;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Makes client ids and client secrets, in the lengths of the contract, section 6. */
@Singleton
public final class Secrets {

    private static final int CLIENT_ID = 20;
    private static final int SECRET = 32;

    private final ServerKeys keys;
    private final KeySealing sealing;

    Secrets(ServerKeys keys, KeySealing sealing) {
        this.keys = keys;
        this.sealing = sealing;
    }

    public String clientId() {
        return RandomText.alphanumeric(CLIENT_ID);
    }

    public ClientSecret secret() {
        return new ClientSecret(RandomText.alphanumeric(SECRET));
    }

    /** Whether it is the one that is stored. */
    public boolean isKept(ClientSecret secret, byte @Nullable [] stored) {
        return stored != null && StoredSecret.ofBytes(stored).matches(secret, keys);
    }

    public StoredSecret stored(ClientSecret secret) {
        return StoredSecret.of(secret, keys);
    }

    /** In the form that its method of authentication needs: an HMAC needs the secret itself. */
    public StoredSecret stored(ClientSecret secret, ClientId client, SecurityProfile security) {
        return security.authenticatesBy(ClientAuthenticationMethod.CLIENT_SECRET_JWT)
                ? StoredSecret.sealed(secret, client, keys, sealing)
                : stored(secret);
    }
}
