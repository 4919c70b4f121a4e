package dev.countersign.auth.authorize;

import dev.countersign.jose.ClientClaims;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import io.vertx.core.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The claims of a request object that its client has signed, as the parameters of a request: RFC
 * 9101 §4, OpenID Connect Core 1.0 §6.1.
 */
final class RequestObject {

    /** Of the JWT, and no parameters of a request (RFC 7519 §4.1). */
    private static final Set<String> OF_THE_JWT =
            Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    private RequestObject() {}

    /**
     * A number, a boolean or an object is the parameter of its JSON text.
     *
     * @throws OAuthException {@code REQUEST_OBJECT_CLAIMS} unless it is of this client, for this
     *     server, of now, and a request
     */
    static Parameters parameters(ClientClaims claims, ClientId client, Issuer issuer, Instant now) {
        String id = client.value();
        require("client_id", () -> claims.text("client_id").filter(id::equals).isPresent());
        require("iss", () -> claims.text("iss").filter(it -> !it.equals(id)).isEmpty());
        // RFC 9101 §10.8: or it could be sent again, as an assertion by which a client
        // authenticates
        require("sub", () -> claims.text("sub").filter(id::equals).isEmpty());
        require("aud", () -> isFor(issuer, claims));
        require("exp", () -> claims.instant("exp").filter(it -> !now.isBefore(it)).isEmpty());
        require("nbf", () -> claims.hasCome("nbf", now));
        // RFC 9101 §4: none is in another, or elsewhere
        require("request", () -> !claims.values().containsKey("request"));
        require("request_uri", () -> !claims.values().containsKey("request_uri"));
        return parameters(claims);
    }

    private static boolean isFor(Issuer issuer, ClientClaims claims) {
        return !claims.values().containsKey("aud") || claims.audience().contains(issuer.value());
    }

    private static void require(String claim, BooleanSupplier holds) {
        try {
            if (holds.getAsBoolean()) {
                return;
            }
        } catch (IllegalArgumentException malformed) {
            // refused like one that says something else
        }
        throw new OAuthException(Refusal.REQUEST_OBJECT_CLAIMS, claim);
    }

    private static Parameters parameters(ClientClaims claims) {
        Map<String, String> parameters = new HashMap<>();
        claims.values()
                .forEach(
                        (name, value) ->
                                parameters.put(
                                        name,
                                        value instanceof String text ? text : Json.encode(value)));
        parameters.keySet().removeAll(OF_THE_JWT);
        return Parameters.of(parameters);
    }
}
