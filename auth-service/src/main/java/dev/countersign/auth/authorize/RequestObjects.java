package dev.countersign.auth.authorize;

import dev.countersign.clients.Application;
import dev.countersign.clients.ClientKeySets;
import dev.countersign.clients.ClientKeys;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.jose.ClientJwt;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Request objects by value, RFC 9101 §6 and OpenID Connect Core 1.0 §6.1: signed with a key of the
 * application, or refused. Where there is one, its parameters alone count; but Core wants {@code
 * response_type} outside as well, and there it must say the same.
 */
@Singleton
final class RequestObjects {

    private final ClientKeySets keySets;
    private final Issuer issuer;
    private final InstantSource clock;

    RequestObjects(ClientKeySets keySets, Issuer issuer, InstantSource clock) {
        this.keySets = keySets;
        this.issuer = issuer;
        this.clock = clock;
    }

    static Optional<String> in(Parameters sent) {
        return sent.ifOnce("request");
    }

    /** The parameters that count; a failed {@code Uni} carries the refusal of the object. */
    Uni<Parameters> assemble(Application application, Parameters sent) {
        return in(sent).map(jws -> Uni.createFrom().deferred(() -> opened(jws, application, sent)))
                .orElseGet(() -> Uni.createFrom().item(sent));
    }

    private Uni<Parameters> opened(String jws, Application application, Parameters sent) {
        sent.eachOnce();
        SecurityProfile security = application.security();
        ClientKeys keys =
                security.keys().orElseThrow(() -> new OAuthException(Refusal.REQUEST_OBJECT));
        return keySets.verified(signed(jws, security.requestObjectSigningAlg()), keys)
                .onFailure(IllegalArgumentException.class)
                .transform(noClaims -> new OAuthException(Refusal.REQUEST_OBJECT_MALFORMED))
                .map(
                        claims ->
                                claims.orElseThrow(
                                        () -> new OAuthException(Refusal.REQUEST_OBJECT_SIGNATURE)))
                .map(
                        claims ->
                                RequestObject.parameters(
                                        claims, application.clientId(), issuer, clock.instant()))
                .invoke(parameters -> checkResponseType(parameters, sent));
    }

    private static ClientJwt signed(String jws, Optional<SigningAlgorithm> registered) {
        try {
            ClientJwt jwt = ClientJwt.parse(jws);
            boolean accepted =
                    jwt.algorithm()
                            .filter(it -> registered.isEmpty() || registered.get() == it)
                            .isPresent();
            if (accepted && jwt.mayBeRequestObject()) {
                return jwt;
            }
        } catch (IllegalArgumentException notSigned) {
            // refused like one that is signed by another algorithm
        }
        throw new OAuthException(Refusal.REQUEST_OBJECT_MALFORMED);
    }

    private static void checkResponseType(Parameters parameters, Parameters sent) {
        Optional<String> outside = sent.get("response_type");
        if (outside.isPresent() && !outside.equals(parameters.get("response_type"))) {
            throw new OAuthException(Refusal.REQUEST_OBJECT_CLAIMS, "response_type");
        }
    }
}
