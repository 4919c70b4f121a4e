package dev.countersign.protocol.request;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How a client says who it is: one method a request (RFC 6749 §2.3). */
public sealed interface ClientCredentials {

    ClientId clientId();

    /** A public client names itself only; authentication method {@code none}. */
    record None(ClientId clientId) implements ClientCredentials {}

    /** {@code client_secret_basic}, RFC 6749 §2.3.1. */
    record SecretBasic(ClientId clientId, ClientSecret secret) implements ClientCredentials {}

    /** {@code client_secret_post}, RFC 6749 §2.3.1. */
    record SecretPost(ClientId clientId, ClientSecret secret) implements ClientCredentials {}

    /**
     * {@code client_secret_jwt} or {@code private_key_jwt}, OpenID Connect Core 1.0 §9.
     *
     * @param clientId as the assertion says; nothing of it is verified yet
     */
    record Assertion(ClientId clientId, String jwt) implements ClientCredentials {

        @Override
        public String toString() {
            return "Assertion[" + clientId + "]";
        }
    }

    /**
     * Reads the Authorization header and the parameters.
     *
     * @throws OAuthException if there is no client, or two methods, or the header is malformed
     */
    static ClientCredentials from(Optional<String> authorization, Parameters parameters) {
        Optional<ClientId> named =
                parameters.get("client_id", ClientId::new, Refusal.CLIENT_UNKNOWN);
        Optional<ClientSecret> posted =
                parameters.get("client_secret", ClientSecret::new, Refusal.CLIENT_SECRET_WRONG);
        if (authorization.isEmpty()) {
            ClientId id =
                    named.orElseThrow(
                            () -> new OAuthException(Refusal.PARAMETER_MISSING, "client_id"));
            return posted.<ClientCredentials>map(secret -> new SecretPost(id, secret))
                    .orElseGet(() -> new None(id));
        }
        SecretBasic basic = basic(authorization.get());
        if (posted.isPresent() || named.filter(id -> !id.equals(basic.clientId)).isPresent()) {
            throw new OAuthException(Refusal.CLIENT_AUTHENTICATED_TWICE);
        }
        return basic;
    }

    /** The same out of a document of the dialect: {@code clientId}, maybe {@code clientSecret}. */
    static ClientCredentials ofDialect(Parameters parameters) {
        ClientId id = parameters.required("clientId", ClientId::new, Refusal.CLIENT_UNKNOWN);
        return parameters
                .get("clientSecret", ClientSecret::new, Refusal.CLIENT_SECRET_WRONG)
                .<ClientCredentials>map(secret -> new SecretPost(id, secret))
                .orElseGet(() -> new None(id));
    }

    private static SecretBasic basic(String header) {
        try {
            if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
                throw new IllegalArgumentException("another scheme");
            }
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return new SecretBasic(
                    new ClientId(formDecoded(pair[0])), new ClientSecret(formDecoded(pair[1])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new OAuthException(Refusal.CLIENT_CREDENTIALS_MALFORMED);
        }
    }

    private static String formDecoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
