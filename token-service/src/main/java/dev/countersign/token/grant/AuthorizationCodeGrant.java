package dev.countersign.token.grant;

import dev.countersign.clients.Application;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.TokenRequest.AuthorizationCodeRequest;
import dev.countersign.protocol.token.AuthorizationCode;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.StoreAway;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption.Redeemed;
import dev.countersign.store.code.Redemption.Replayed;
import dev.countersign.store.code.Redemption.Unknown;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.NewGrant;
import dev.countersign.store.grant.RefreshTokens;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.token.issue.Issuance.ForPerson;
import dev.countersign.token.issue.Issuance.SignIn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The authorization code grant, RFC 6749 §4.1.3: one step in Redis spends the code, one statement
 * in PostgreSQL makes the grant. A code is spent by its first presentation, even a wrong one; a
 * second one revokes what the first obtained, before it is answered.
 */
@Singleton
final class AuthorizationCodeGrant {

    private static final String REASON = "authorization code replayed";

    private final AuthorizationCodes codes;
    private final Grants grants;
    private final RefreshTokens refreshTokens;
    private final RevocationRules rules;
    private final Issuer issuer;

    AuthorizationCodeGrant(
            AuthorizationCodes codes,
            Grants grants,
            RefreshTokens refreshTokens,
            RevocationRules rules,
            Issuer issuer) {
        this.codes = codes;
        this.grants = grants;
        this.refreshTokens = refreshTokens;
        this.rules = rules;
        this.issuer = issuer;
    }

    Uni<ForPerson> redeem(Application application, AuthorizationCodeRequest request) {
        return codes.redeem(request.code())
                .flatMap(
                        redemption ->
                                switch (redemption) {
                                    case Redeemed(var authorization) ->
                                            issue(application, request, authorization);
                                    case Replayed(var grant) -> refuseReplay(application, grant);
                                    case Unknown() ->
                                            throw new OAuthException(Refusal.CODE_UNKNOWN);
                                });
    }

    private Uni<ForPerson> issue(
            Application application,
            AuthorizationCodeRequest request,
            Authorization authorization) {
        CodeBinding.check(application, request, authorization);
        Optional<RefreshToken> first =
                RefreshTokenPolicy.givesRefreshToken(application, authorization)
                        ? Optional.of(refreshTokens.first(authorization.grant()))
                        : Optional.empty();
        NewGrant grant =
                new NewGrant(
                        authorization,
                        RefreshTokenPolicy.audiences(application, authorization, issuer),
                        first);
        return grants.insert(grant, application.credential())
                .onFailure(StoreAway::wroteNothing)
                .call(() -> codes.giveBack(new AuthorizationCode(request.code())))
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case GrantInsert.Inserted(var person) ->
                                            Uni.createFrom()
                                                    .item(issuance(application, grant, person));
                                    case GrantInsert.CallerChanged() -> giveBack(request);
                                    case GrantInsert.Fallen() ->
                                            throw new OAuthException(Refusal.CODE_FALLEN);
                                    // Redis has forgotten the first presentation; the row has not
                                    case GrantInsert.Replayed() ->
                                            refuseReplay(application, authorization.grant());
                                });
    }

    /** Who is not this client any more spends no code of it; who is still begins again. */
    private Uni<ForPerson> giveBack(AuthorizationCodeRequest request) {
        return codes.giveBack(new AuthorizationCode(request.code()))
                .chain(() -> Uni.createFrom().failure(new OAuthException(Refusal.CLIENT_CHANGED)));
    }

    private Uni<ForPerson> refuseReplay(Application application, GrantId grant) {
        return rules.revokeGrant(grant, REASON, application.credential())
                .flatMap(
                        rule ->
                                Uni.createFrom()
                                        .failure(new OAuthException(Refusal.CODE_REPLAYED)));
    }

    private static ForPerson issuance(
            Application application, NewGrant grant, PersonClaims person) {
        Authorization authorization = grant.authorization();
        return new ForPerson(
                application,
                authorization.grant(),
                authorization.user(),
                authorization.subject(),
                person,
                authorization.claims().within(application.registeredScopes()).idToken(),
                new SignIn(
                        Optional.of(authorization.session()),
                        authorization.authTime(),
                        authorization.acr(),
                        authorization.amr(),
                        authorization.nonce()),
                authorization.scopes(),
                authorization.scopes(),
                grant.audiences(),
                authorization.authorizedAt(),
                grant.first());
    }
}
