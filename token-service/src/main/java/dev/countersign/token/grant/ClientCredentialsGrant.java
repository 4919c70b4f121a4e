package dev.countersign.token.grant;

import dev.countersign.clients.Application;
import dev.countersign.clients.ClientAuthenticator;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials;
import dev.countersign.protocol.request.TokenRequest.ClientCredentialsRequest;
import dev.countersign.store.application.ClientCredentialsCheck;
import dev.countersign.token.issue.Issuance.ForApplication;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The client credentials grant, RFC 6749 §4.4: the application itself is the holder. */
@Singleton
final class ClientCredentialsGrant {

    private final ClientCredentialsCheck check;
    private final ClientAuthenticator clients;
    private final Issuer issuer;

    ClientCredentialsGrant(
            ClientCredentialsCheck check, ClientAuthenticator clients, Issuer issuer) {
        this.check = check;
        this.clients = clients;
        this.issuer = issuer;
    }

    /**
     * A rule since the application was read says only that what we remember of it is too old. So it
     * is read anew, once, and {@code presented} must hold against that.
     */
    Uni<ForApplication> grant(
            Application application,
            ClientCredentials presented,
            ClientCredentialsRequest request) {
        return issuance(application, request)
                .flatMap(
                        issued ->
                                issued.isPresent()
                                        ? Uni.createFrom().item(issued.get())
                                        : anew(presented, request));
    }

    private Uni<ForApplication> anew(
            ClientCredentials presented, ClientCredentialsRequest request) {
        return clients.authenticateAnew(presented)
                .flatMap(application -> issuance(application, request))
                .map(
                        issued ->
                                issued.orElseThrow(
                                        () -> new OAuthException(Refusal.CLIENT_DISABLED)));
    }

    /** Empty if the application was stopped or disabled since it was read. */
    private Uni<Optional<ForApplication>> issuance(
            Application application, ClientCredentialsRequest request) {
        // whoever knows a public client's id could call in its name
        if (application.isPublic() || !application.mayUse(GrantType.CLIENT_CREDENTIALS)) {
            throw new OAuthException(Refusal.GRANT_TYPE_NOT_REGISTERED);
        }
        Scopes scopes = ClientCredentialsScope.of(application, request.scope(), issuer);
        return check.authorizedAt(application, application.audiences(scopes, issuer))
                .map(
                        authorizedAt ->
                                authorizedAt.map(
                                        it -> new ForApplication(application, scopes, it)));
    }
}
