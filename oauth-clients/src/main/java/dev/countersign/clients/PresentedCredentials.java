package dev.countersign.clients;

import dev.countersign.jose.ClientJwt;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.Parameters;
import java.util.Optional;

/** Reads how a client says who it is, RFC 6749 §2.3 and RFC 7521 §4.2. */
public final class PresentedCredentials {

    private static final String JWT_BEARER =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private PresentedCredentials() {}

    /**
     * @throws OAuthException if there is no client, or two methods, or what is sent is malformed
     */
    public static ClientCredentials of(Optional<String> authorization, Parameters parameters) {
        Optional<String> assertion = parameters.get("client_assertion");
        Optional<String> type = parameters.get("client_assertion_type");
        if (assertion.isEmpty() && type.isEmpty()) {
            return ClientCredentials.from(authorization, parameters);
        }
        if (authorization.isPresent() || parameters.get("client_secret").isPresent()) {
            throw new OAuthException(Refusal.CLIENT_AUTHENTICATED_TWICE);
        }
        if (assertion.isEmpty() || !type.filter(JWT_BEARER::equals).isPresent()) {
            throw new OAuthException(Refusal.CLIENT_ASSERTION_TYPE);
        }
        return assertion(assertion.get(), parameters);
    }

    /** {@code client_id} need not be sent: the assertion says who made it (RFC 7521 §4.2). */
    private static ClientCredentials assertion(String jwt, Parameters parameters) {
        ClientId subject = subject(jwt);
        if (parameters
                .get("client_id", ClientId::new, Refusal.CLIENT_UNKNOWN)
                .filter(named -> !named.equals(subject))
                .isPresent()) {
            throw new OAuthException(Refusal.CLIENT_ASSERTION_CLAIMS);
        }
        return new ClientCredentials.Assertion(subject, jwt);
    }

    private static ClientId subject(String jwt) {
        try {
            return new ClientId(ClientJwt.parse(jwt).claimedSubject());
        } catch (IllegalArgumentException e) {
            throw new OAuthException(Refusal.CLIENT_ASSERTION_MALFORMED);
        }
    }
}
