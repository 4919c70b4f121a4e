package dev.countersign.token.grant;

import dev.countersign.clients.Application;
import dev.countersign.protocol.GrantType;
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
    private final Issuer issuer;

    ClientCredentialsGrant(ClientCredentialsCheck check, Issuer issuer) {
        this.check = check;
        this.issuer = issuer;
    }

    /**
     * A rule since the application was read says only that what we remember of it is too old: that
     * fails with {@code CLIENT_CHANGED}, and the application calls as it is read anew.
     */
    Uni<ForApplication> grant(Application application, ClientCredentialsRequest request) {
        // whoever knows a public client's id could call in its name
        if (application.isPublic() || !application.mayUse(GrantType.CLIENT_CREDENTIALS)) {
            throw new OAuthException(Refusal.GRANT_TYPE_NOT_REGISTERED);
        }
        Scopes scopes = ClientCredentialsScope.of(application, request.scope(), issuer);
        return check.authorizedAt(application, application.audiences(scopes, issuer))
                .map(authorizedAt -> new ForApplication(application, scopes, authorizedAt));
    }
}
