package dev.countersign.auth.authorize;

import dev.countersign.clients.Application;
import dev.countersign.clients.Applications;
import dev.countersign.clients.RegisteredRedirectUri;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The first step: which application asks, and where may the answer go. Until both are known nothing
 * is redirected (RFC 6749 §4.1.2.1), so no refusal of this step leaves this server.
 *
 * <p>The application is read each time, never taken from a cache: the request carries the instant
 * of that reading, and a rule on the application stops what rests on an earlier one. So a sign-in
 * that begins after the rule works at once (design: Revocation 2).
 */
@Singleton
final class TrustedClient {

    private final Applications applications;

    TrustedClient(Applications applications) {
        this.applications = applications;
    }

    record Trusted(Application application, RegisteredRedirectUri redirectUri) {}

    /** The application that a request names; a failed {@code Uni} carries a refusal. */
    Uni<Application> application(Parameters parameters) {
        ClientId client =
                parameters
                        .get("client_id", ClientId::new, Refusal.AUTHORIZATION_CLIENT_UNKNOWN)
                        .orElseThrow(
                                () -> new OAuthException(Refusal.AUTHORIZATION_CLIENT_MISSING));
        return applications.find(client).map(TrustedClient::enabled);
    }

    /**
     * The same of a client that has authenticated; {@code CLIENT_CHANGED} if it is not any more
     * what it was authenticated by.
     */
    Uni<Application> authenticated(Application client) {
        return applications
                .find(client.clientId())
                .map(found -> found.filter(it -> isUnchanged(client, it)))
                .map(found -> found.orElseThrow(() -> new OAuthException(Refusal.CLIENT_CHANGED)));
    }

    private static boolean isUnchanged(Application authenticated, Application now) {
        return now.enabled()
                && now.credential().equals(authenticated.credential())
                && now.security().equals(authenticated.security());
    }

    /** An unknown application and a disabled one read the same. */
    static Application enabled(Optional<Application> found) {
        Application application =
                found.orElseThrow(() -> new OAuthException(Refusal.AUTHORIZATION_CLIENT_UNKNOWN));
        if (!application.enabled()) {
            throw new OAuthException(Refusal.AUTHORIZATION_CLIENT_DISABLED);
        }
        return application;
    }

    /**
     * @throws OAuthException unless the request names a redirection URI of the application
     */
    static Trusted trusted(Application application, Parameters parameters) {
        RegisteredRedirectUri redirectUri =
                parameters
                        .get("redirect_uri", RedirectUri::new, Refusal.REDIRECT_URI_FOREIGN)
                        .map(sent -> registered(application, sent))
                        .orElseThrow(() -> new OAuthException(Refusal.REDIRECT_URI_MISSING));
        return new Trusted(application, redirectUri);
    }

    private static RegisteredRedirectUri registered(Application application, RedirectUri sent) {
        return application
                .redirectUri(sent)
                .orElseThrow(() -> new OAuthException(Refusal.REDIRECT_URI_FOREIGN));
    }
}
