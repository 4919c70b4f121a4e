package dev.countersign.token.grant;

import dev.countersign.clients.Application;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.request.TokenRequest.RefreshRequest;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.GrantView;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.Refreshed.Refused;
import dev.countersign.store.grant.Refreshed.Repeated;
import dev.countersign.store.grant.Refreshed.Rotated;
import dev.countersign.token.issue.Issuance.ForPerson;
import dev.countersign.token.issue.Issuance.SignIn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Refreshing, RFC 6749 §6, with rotation (RFC 9700 §4.14.2): the grant keeps its scope, this access
 * token may have less.
 */
@Singleton
final class RefreshTokenGrant {

    private final Grants grants;
    private final Issuer issuer;

    RefreshTokenGrant(Grants grants, Issuer issuer) {
        this.grants = grants;
        this.issuer = issuer;
    }

    Uni<ForPerson> refresh(Application application, RefreshRequest request) {
        return grants.refresh(request.refreshToken(), application.clientId(), request.scope())
                .map(
                        refreshed ->
                                switch (refreshed) {
                                    case Rotated(var grant, var successor) ->
                                            issuance(application, request, grant, successor);
                                    case Repeated(var grant, var successor) ->
                                            issuance(application, request, grant, successor);
                                    case Refused(var refusal) -> throw new OAuthException(refusal);
                                });
    }

    private ForPerson issuance(
            Application application,
            RefreshRequest request,
            GrantView grant,
            RefreshToken successor) {
        Scopes scopes = RefreshTokenPolicy.scopes(application, grant.scopes(), request.scope());
        return new ForPerson(
                application,
                grant.id(),
                grant.user(),
                new SignIn(
                        grant.session(),
                        grant.authTime(),
                        grant.acr(),
                        grant.amr(),
                        Optional.empty()),
                grant.scopes(),
                scopes,
                RefreshTokenPolicy.audiences(
                        application, grant.scopes(), grant.audiences(), scopes, issuer),
                grant.authorizedAt(),
                Optional.of(successor));
    }
}
