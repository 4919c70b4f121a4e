package dev.countersign.auth.dialect;

import dev.countersign.auth.authorize.ClientText;
import dev.countersign.auth.browser.Browser;
import dev.countersign.clients.Application;
import dev.countersign.clients.Applications;
import dev.countersign.clients.RegisteredRedirectUri;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.ResponseMode;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PendingRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Authorization requests in the words of the dialect. As at the authorization endpoint, the
 * application is read each time, for the request carries the instant of that reading.
 */
@Singleton
public final class DialectRequests {

    /** What a token of the dialect tells: the dialect has no scopes to ask for less. */
    private static final Scopes SCOPES = Scopes.parse("openid profile email");

    private final Applications applications;

    DialectRequests(Applications applications) {
        this.applications = applications;
    }

    /** A request that nothing is wrong with. */
    public record Asked(
            Application application, RegisteredRedirectUri redirectUri, PendingRequest request) {}

    /** A failed {@code Uni} carries a refusal that is never redirected. */
    public Uni<Asked> check(Parameters parameters, Browser browser) {
        ClientId client =
                parameters
                        .get("clientId", ClientId::new, Refusal.AUTHORIZATION_CLIENT_UNKNOWN)
                        .orElseThrow(
                                () -> new OAuthException(Refusal.AUTHORIZATION_CLIENT_MISSING));
        return applications
                .find(client)
                .map(DialectRequests::thatMay)
                .map(application -> asked(application, parameters, browser));
    }

    private static Application thatMay(Optional<Application> found) {
        Application application =
                found.orElseThrow(() -> new OAuthException(Refusal.AUTHORIZATION_CLIENT_UNKNOWN));
        if (!application.enabled()) {
            throw new OAuthException(Refusal.AUTHORIZATION_CLIENT_DISABLED);
        }
        if (application.dialect().isEmpty()) {
            throw new OAuthException(Refusal.DIALECT_OFF);
        }
        if (application.security().requirePushedAuthorizationRequests()) {
            // the dialect has no words for it, and must not be the way around it
            throw new OAuthException(Refusal.PUSHED_REQUEST_REQUIRED);
        }
        if (!application.mayUse(GrantType.AUTHORIZATION_CODE)) {
            throw new OAuthException(Refusal.GRANT_TYPE_NOT_REGISTERED);
        }
        return application;
    }

    private static Asked asked(Application application, Parameters parameters, Browser browser) {
        RegisteredRedirectUri redirectUri = redirectUri(application, parameters);
        return new Asked(
                application,
                redirectUri,
                new PendingRequest(
                        Family.DIALECT,
                        application.clientId(),
                        redirectUri.uri().value(),
                        // the token call of the dialect repeats none
                        false,
                        ResponseType.CODE,
                        ResponseMode.QUERY,
                        SCOPES,
                        ClaimsRequest.NONE,
                        ClientText.state(parameters),
                        Optional.empty(),
                        DialectPkce.of(parameters, application),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        browser.hash(),
                        application.readAt()));
    }

    private static RegisteredRedirectUri redirectUri(
            Application application, Parameters parameters) {
        Optional<RedirectUri> named =
                parameters.get("redirect_uri", RedirectUri::new, Refusal.REDIRECT_URI_FOREIGN);
        return named.isPresent()
                ? application
                        .redirectUri(named.get())
                        .orElseThrow(() -> new OAuthException(Refusal.REDIRECT_URI_FOREIGN))
                : application
                        .firstRedirectUri()
                        .orElseThrow(() -> new OAuthException(Refusal.REDIRECT_URI_MISSING));
    }
}
