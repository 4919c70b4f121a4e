package dev.countersign.clients;

import dev.countersign.jose.ClientClaims;
import dev.countersign.jose.ClientJwt;
import dev.countersign.jose.KeySealing;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials.Assertion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Verifies assertions of clients, {@code client_secret_jwt} and {@code private_key_jwt} (OpenID
 * Connect Core 1.0 §9), and lets each be used once.
 */
@Singleton
public final class ClientAssertions {

    private final ClientKeySets keySets;
    private final SpentAssertions spent;
    private final KeySealing sealing;
    private final Issuer issuer;
    private final InstantSource clock;

    public ClientAssertions(
            ClientKeySets keySets,
            SpentAssertions spent,
            KeySealing sealing,
            Issuer issuer,
            InstantSource clock) {
        this.keySets = keySets;
        this.spent = spent;
        this.sealing = sealing;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** A failed {@code Uni} carries the refusal; the assertion is not spent yet. */
    Uni<ClientAssertion> verify(Assertion presented, Application application) {
        ClientJwt jwt = jwt(presented);
        return claims(jwt, application)
                .map(
                        claims ->
                                claims.orElseThrow(
                                        () ->
                                                new OAuthException(
                                                        Refusal.CLIENT_ASSERTION_SIGNATURE)))
                .map(
                        claims ->
                                ClientAssertion.of(
                                        claims, application.clientId(), issuer, clock.instant()));
    }

    /** A failed {@code Uni} carries {@code CLIENT_ASSERTION_REPLAYED} from the second use on. */
    Uni<Void> spend(Assertion presented, ClientAssertion assertion) {
        return spent.spend(presented.clientId(), assertion.jti(), assertion.expiresAt())
                .invoke(
                        first -> {
                            if (!first) {
                                throw new OAuthException(Refusal.CLIENT_ASSERTION_REPLAYED);
                            }
                        })
                .replaceWithVoid();
    }

    private static ClientJwt jwt(Assertion presented) {
        try {
            ClientJwt jwt = ClientJwt.parse(presented.jwt());
            if (!jwt.isTypedAsRequestObject()) {
                return jwt;
            }
        } catch (IllegalArgumentException e) {
            // refused like one that is something else
        }
        throw new OAuthException(Refusal.CLIENT_ASSERTION_MALFORMED);
    }

    private Uni<Optional<ClientClaims>> claims(ClientJwt jwt, Application application) {
        SecurityProfile security = application.security();
        if (security.authenticatesBy(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                && security.keys().isPresent()) {
            return keySets.verified(jwt, security.keys().get());
        }
        if (security.authenticatesBy(ClientAuthenticationMethod.CLIENT_SECRET_JWT)) {
            return Uni.createFrom().item(() -> bySecret(jwt, application));
        }
        throw new OAuthException(Refusal.CLIENT_METHOD);
    }

    private Optional<ClientClaims> bySecret(ClientJwt jwt, Application application) {
        return Stream.concat(
                        application.secret().stream(),
                        application.standingFormerSecret(clock.instant()).stream())
                .flatMap(secret -> secret.open(application.clientId(), sealing).stream())
                .flatMap(secret -> jwt.verified(secret).stream())
                .findFirst();
    }
}
