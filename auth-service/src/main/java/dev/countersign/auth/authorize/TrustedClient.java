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

    Uni<Trusted> find(Parameters parameters) {
        ClientId client =
                parameters
                        .get("client_id", ClientId::new, Refusal.AUTHORIZATION_CLIENT_UNKNOWN)
                        .orElseThrow(
                                () -> new OAuthException(Refusal.AUTHORIZATION_CLIENT_MISSING));
        RedirectUri redirectUri =
                parameters
                        .get("redirect_uri", RedirectUri::new, Refusal.REDIRECT_URI_FOREIGN)
                        .orElseThrow(() -> new OAuthException(Refusal.REDIRECT_URI_MISSING));
        return applications.find(client).map(found -> trusted(found, redirectUri));
    }

    /** Pure, for the tests: an unknown application and a disabled one read the same. */
    static Trusted trusted(Optional<Application> found, RedirectUri redirectUri) {
        Application application =
                found.filter(Application::enabled)
                        .orElseThrow(
                                () -> new OAuthException(Refusal.AUTHORIZATION_CLIENT_UNKNOWN));
        RegisteredRedirectUri registered =
                application
                        .redirectUri(redirectUri)
                        .orElseThrow(() -> new OAuthException(Refusal.REDIRECT_URI_FOREIGN));
        return new Trusted(application, registered);
    }
}
