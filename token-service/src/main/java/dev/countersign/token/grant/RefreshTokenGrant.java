package dev.countersign.token.grant;

import dev.countersign.clients.Application;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.request.TokenRequest.RefreshRequest;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.grant.GrantView;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.Presenter;
import dev.countersign.store.grant.Refreshed.Refused;
import dev.countersign.store.grant.Refreshed.Repeated;
import dev.countersign.store.grant.Refreshed.Rotated;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.token.issue.Issuance.ForPerson;
import dev.countersign.token.issue.Issuance.SignIn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
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
        Presenter by =
                new Presenter(
                        application.credential(),
                        request.family(),
                        narrowing(application, request),
                        request.subject());
        return grants.refresh(request.refreshToken(), by)
                .map(
                        refreshed ->
                                switch (refreshed) {
                                    case Rotated(var grant, var person, var successor) ->
                                            issuance(
                                                    application, request, grant, person, successor);
                                    case Repeated(var grant, var person, var successor) ->
                                            issuance(
                                                    application, request, grant, person, successor);
                                    case Refused(var refusal) -> throw new OAuthException(refusal);
                                });
    }

    private Narrowing narrowing(Application application, RefreshRequest request) {
        return switch (request.family()) {
            case OAUTH -> RefreshTokenPolicy.narrowing(application, request.scope(), issuer);
            case DIALECT -> Narrowing.NONE;
        };
    }

    private ForPerson issuance(
            Application application,
            RefreshRequest request,
            GrantView grant,
            PersonClaims person,
            RefreshToken successor) {
        Scopes scopes = scopes(application, request, grant);
        return new ForPerson(
                application,
                grant.id(),
                grant.user(),
                grant.subject(),
                person,
                // OpenID Connect Core 1.0 §12.2: by the rules of the first ID token
                grant.claims().within(application.registeredScopes()).idToken(),
                new SignIn(
                        grant.session(),
                        grant.authTime(),
                        grant.acr(),
                        grant.amr(),
                        Optional.empty()),
                grant.scopes(),
                scopes,
                audiences(application, grant, scopes),
                grant.authorizedAt(),
                Optional.of(successor));
    }

    private static Scopes scopes(Application application, RefreshRequest request, GrantView grant) {
        return switch (grant.family()) {
            case OAUTH -> RefreshTokenPolicy.scopes(application, grant.scopes(), request.scope());
            case DIALECT -> grant.scopes();
        };
    }

    private List<String> audiences(Application application, GrantView grant, Scopes scopes) {
        return switch (grant.family()) {
            case OAUTH ->
                    RefreshTokenPolicy.audiences(
                            application, grant.scopes(), grant.audiences(), scopes, issuer);
            case DIALECT -> grant.audiences();
        };
    }
}
