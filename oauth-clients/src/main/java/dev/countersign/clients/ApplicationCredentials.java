package dev.countersign.clients;

import static dev.countersign.protocol.ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
import static dev.countersign.protocol.ClientAuthenticationMethod.CLIENT_SECRET_POST;
import static dev.countersign.protocol.ClientAuthenticationMethod.NONE;

import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.ClientCredentials.Assertion;
import dev.countersign.protocol.request.ClientCredentials.None;
import dev.countersign.protocol.request.ClientCredentials.SecretBasic;
import dev.countersign.protocol.request.ClientCredentials.SecretPost;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The credentials of one request, held against applications: against a copy, and maybe against the
 * same one read anew. An assertion is spent by the first that it holds against, and no more than
 * once.
 */
final class ApplicationCredentials {

    private final ClientCredentials credentials;
    private final ClientAssertions assertions;
    private final ServerKeys keys;
    private final InstantSource clock;
    private Optional<Uni<Void>> spent = Optional.empty();

    ApplicationCredentials(
            ClientCredentials credentials,
            ClientAssertions assertions,
            ServerKeys keys,
            InstantSource clock) {
        this.credentials = credentials;
        this.assertions = assertions;
        this.keys = keys;
        this.clock = clock;
    }

    /** The application itself, or a failure with the refusal. */
    Uni<Application> authenticate(Application application) {
        if (!application.enabled()) {
            throw new OAuthException(Refusal.CLIENT_DISABLED);
        }
        return switch (credentials) {
            case None ignored -> Uni.createFrom().item(silent(application));
            case SecretBasic basic ->
                    Uni.createFrom()
                            .item(bySecret(application, CLIENT_SECRET_BASIC, basic.secret()));
            case SecretPost post ->
                    Uni.createFrom().item(bySecret(application, CLIENT_SECRET_POST, post.secret()));
            case Assertion assertion ->
                    assertions
                            .verify(assertion, application)
                            .chain(verified -> spendOnce(assertion, verified))
                            .replaceWith(application);
        };
    }

    private Uni<Void> spendOnce(Assertion assertion, ClientAssertion verified) {
        Uni<Void> once =
                spent.orElseGet(
                        () -> assertions.spend(assertion, verified).memoize().indefinitely());
        spent = Optional.of(once);
        return once;
    }

    private static Application silent(Application application) {
        if (!application.isPublic()) {
            throw new OAuthException(Refusal.CLIENT_SECRET_MISSING);
        }
        checkMethod(application, NONE);
        return application;
    }

    private Application bySecret(
            Application application, ClientAuthenticationMethod method, ClientSecret secret) {
        checkMethod(application, method);
        StoredSecret stored =
                application
                        .secret()
                        .orElseThrow(
                                () -> new OAuthException(Refusal.CLIENT_SECRET_OF_PUBLIC_CLIENT));
        boolean right =
                stored.matches(secret, keys)
                        || application
                                .standingFormerSecret(clock.instant())
                                .filter(former -> former.matches(secret, keys))
                                .isPresent();
        if (!right) {
            throw new OAuthException(Refusal.CLIENT_SECRET_WRONG);
        }
        return application;
    }

    private static void checkMethod(Application application, ClientAuthenticationMethod method) {
        if (application
                .security()
                .tokenEndpointAuthMethod()
                .filter(only -> only != method)
                .isPresent()) {
            throw new OAuthException(Refusal.CLIENT_METHOD);
        }
    }
}
