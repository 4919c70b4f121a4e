package dev.countersign.store.grant;

import static dev.countersign.store.postgres.Columns.instant;

import dev.countersign.clients.Credential;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.caller.StandingCaller;
import dev.countersign.store.grant.Narrowing.Audiences;
import dev.countersign.store.grant.RefreshDecision.Refuse;
import dev.countersign.store.grant.RefreshDecision.Repeat;
import dev.countersign.store.grant.RefreshDecision.Spend;
import dev.countersign.store.grant.RefreshDecision.Theft;
import dev.countersign.store.grant.Refreshed.Refused;
import dev.countersign.store.grant.Refreshed.Repeated;
import dev.countersign.store.grant.Refreshed.Rotated;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.RevocationRules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/**
 * Refreshing a grant (RFC 6749 §6, RFC 9700 §4.14.2). The usual case is one {@code UPDATE} that
 * succeeds only where everything is in order; where it touches no row, a second statement reads the
 * row and {@link RefreshDecision} says why.
 */
final class Refreshing {

    private static final int TRIES = 3;

    private final Postgres postgres;
    private final RefreshTokens tokens;
    private final RevocationRules rules;

    Refreshing(Postgres postgres, RefreshTokens tokens, RevocationRules rules) {
        this.postgres = postgres;
        this.tokens = tokens;
        this.rules = rules;
    }

    /**
     * @throws OAuthException in the {@code Uni}: {@code CLIENT_CHANGED}
     */
    Uni<Refreshed> refresh(RefreshToken presented, Presenter by) {
        if (!tokens.isOurs(presented)) {
            return Uni.createFrom().item(new Refused(Refusal.REFRESH_TOKEN_INVENTED));
        }
        return refresh(presented, by, TRIES);
    }

    private Uni<Refreshed> refresh(RefreshToken presented, Presenter by, int tries) {
        Optional<Audiences> audiences = by.requested().audiences();
        RefreshToken successor = tokens.successor(presented);
        return postgres.row(
                        GrantSql.REFRESH,
                        presented.grant(),
                        by.client(),
                        presented.generation(),
                        presented.hash(),
                        successor.hash(),
                        presented.grant().expiresAt(),
                        by.scope(),
                        by.caller().secret(),
                        audiences.map(it -> it.ofScopes().keySet()),
                        audiences.map(it -> it.ofScopes().values()),
                        audiences.flatMap(Audiences::withoutAny),
                        by.family() == Family.DIALECT,
                        by.subject())
                .flatMap(
                        row ->
                                row.isPresent()
                                        ? rotated(row.get(), successor)
                                        : otherwise(presented, by, tries));
    }

    private static Uni<Refreshed> rotated(Row row, RefreshToken successor) {
        return Uni.createFrom()
                .item(() -> new Rotated(GrantView.of(row), PersonClaims.of(row), successor));
    }

    private Uni<Refreshed> otherwise(RefreshToken presented, Presenter by, int tries) {
        Optional<Audiences> audiences = by.requested().audiences();
        return postgres.row(
                        GrantSql.STATE,
                        presented.grant(),
                        by.client(),
                        by.caller().secret(),
                        audiences.map(it -> it.ofScopes().keySet()),
                        audiences.map(it -> it.ofScopes().values()),
                        audiences.flatMap(Audiences::withoutAny))
                .flatMap(
                        row ->
                                row.isPresent()
                                        ? decided(row.get(), presented, by, tries)
                                        : refused(Refusal.REFRESH_TOKEN_UNKNOWN));
    }

    private Uni<Refreshed> decided(Row row, RefreshToken presented, Presenter by, int tries) {
        // whoever is not the client any more can neither spend nor be a thief
        StandingCaller.check(row);
        RefreshDecision decision =
                RefreshDecision.of(presented, by, RefreshRows.state(row), instant(row, "now"));
        return switch (decision) {
            case Repeat() ->
                    Uni.createFrom()
                            .item(
                                    () ->
                                            new Repeated(
                                                    GrantView.of(row),
                                                    PersonClaims.of(row),
                                                    tokens.successor(presented)));
            case Refuse(Refusal refusal) -> refused(refusal);
            case Theft() -> theft(presented, by.caller());
            case Spend() ->
                    tries > 1
                            ? refresh(presented, by, tries - 1)
                            : Uni.createFrom().failure(new OAuthException(Refusal.STORE_AWAY));
        };
    }

    /** The rule is written before anybody is answered. */
    private Uni<Refreshed> theft(RefreshToken presented, Credential caller) {
        return rules.revokeGrant(presented.grant(), "refresh token replayed", caller)
                .chain(() -> refused(Refusal.REFRESH_TOKEN_REPLAYED));
    }

    private static Uni<Refreshed> refused(Refusal refusal) {
        return Uni.createFrom().item(new Refused(refusal));
    }
}
