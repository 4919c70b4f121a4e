package dev.countersign.token.grant;

import dev.countersign.clients.Application;
import dev.countersign.clients.ApplicationCache;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.TokenRequest.ClientCredentialsRequest;
import dev.countersign.store.application.ClientCredentialsCheck;
import dev.countersign.token.issue.Issuance.ForApplication;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The client credentials grant, RFC 6749 §4.4: the application itself is the holder. */
@Singleton
final class ClientCredentialsGrant {

    private final ClientCredentialsCheck check;
    private final ApplicationCache applications;
    private final Issuer issuer;

    ClientCredentialsGrant(
            ClientCredentialsCheck check, ApplicationCache applications, Issuer issuer) {
        this.check = check;
        this.applications = applications;
        this.issuer = issuer;
    }

    Uni<ForApplication> grant(Application application, ClientCredentialsRequest request) {
        if (application.isPublic()) {
            // whoever knows a public client's id could call in its name
            throw new OAuthException(Refusal.GRANT_TYPE_NOT_REGISTERED);
        }
        Scopes scopes = ClientCredentialsScope.of(application, request.scope(), issuer);
        return check.authorizedAt(application, application.audiences(scopes, issuer))
                .map(
                        authorizedAt ->
                                new ForApplication(
                                        application,
                                        scopes,
                                        authorizedAt.orElseThrow(() -> fallen(application))));
    }

    /** A rule that matches a cached application evicts it: the next call reads it anew. */
    private OAuthException fallen(Application application) {
        applications.evict(application.clientId());
        return new OAuthException(Refusal.CLIENT_DISABLED);
    }
}
