package dev.countersign.web.administration.session;

import dev.countersign.clients.AdminAddress;
import dev.countersign.clients.AdminApi;
import dev.countersign.clients.AdminPages;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.CodeVerifier;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption.Redeemed;
import dev.countersign.store.code.Redemption.Replayed;
import dev.countersign.store.code.Redemption.Unknown;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.NewGrant;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.store.session.AdminSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Swaps a code of administration's pages for what a session rests on, as the token endpoint swaps
 * codes for tokens (RFC 6749 §4.1.3): one step spends it, one statement makes the grant, and a
 * second use revokes what the first obtained.
 */
@Singleton
final class AdminCodes {

    private static final String REASON = "authorization code replayed";

    private final AuthorizationCodes codes;
    private final Grants grants;
    private final RevocationRules rules;
    private final AdminAddress address;

    AdminCodes(
            AuthorizationCodes codes, Grants grants, RevocationRules rules, AdminAddress address) {
        this.codes = codes;
        this.grants = grants;
        this.rules = rules;
        this.address = address;
    }

    /** A failed {@code Uni} carries an {@link OAuthException} of a {@code CODE_*} refusal. */
    Uni<AdminSession> redeem(String code, CodeVerifier verifier) {
        return codes.redeem(code)
                .flatMap(
                        redemption ->
                                switch (redemption) {
                                    case Redeemed(var it) -> granted(checked(it, verifier));
                                    case Replayed(var grant) -> refuseReplay(grant);
                                    case Unknown() ->
                                            throw new OAuthException(Refusal.CODE_UNKNOWN);
                                });
    }

    private Authorization checked(Authorization authorization, CodeVerifier verifier) {
        if (authorization.family() != Family.OAUTH
                || !authorization.client().equals(AdminPages.CLIENT)) {
            throw new OAuthException(Refusal.CODE_OF_ANOTHER_CLIENT);
        }
        if (!authorization.redirectUri().equals(AdminPages.redirectUri(address))) {
            throw new OAuthException(Refusal.CODE_REDIRECT_URI);
        }
        if (authorization.challenge().filter(it -> it.matches(verifier)).isEmpty()) {
            throw new OAuthException(Refusal.CODE_VERIFIER_WRONG);
        }
        return authorization;
    }

    private Uni<AdminSession> granted(Authorization authorization) {
        NewGrant grant =
                new NewGrant(authorization, AdminApi.audiences(address.issuer()), Optional.empty());
        return grants.insert(grant, AdminPages.credential())
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case GrantInsert.Inserted ignored ->
                                            Uni.createFrom().item(session(authorization));
                                    case GrantInsert.Fallen ignored ->
                                            throw new OAuthException(Refusal.CODE_FALLEN);
                                    case GrantInsert.CallerChanged ignored ->
                                            throw new OAuthException(Refusal.CLIENT_CHANGED);
                                    // Redis has forgotten the first presentation; the row has not
                                    case GrantInsert.Replayed ignored ->
                                            refuseReplay(authorization.grant());
                                });
    }

    private Uni<AdminSession> refuseReplay(GrantId grant) {
        return rules.revokeGrant(grant, REASON, AdminPages.credential())
                .flatMap(
                        rule ->
                                Uni.createFrom()
                                        .failure(new OAuthException(Refusal.CODE_REPLAYED)));
    }

    private static AdminSession session(Authorization it) {
        return new AdminSession(
                it.grant(), it.user(), it.session(), it.scopes(), it.authorizedAt());
    }
}
