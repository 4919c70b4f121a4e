package dev.countersign.store.grant;

import static dev.countersign.store.postgres.Columns.instant;
import static dev.countersign.store.postgres.Columns.texts;

import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.GrantInsert.Fallen;
import dev.countersign.store.grant.GrantInsert.Inserted;
import dev.countersign.store.grant.GrantInsert.Replayed;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.RevocationRules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** What people have allowed applications: one row a grant. */
@Singleton
public final class Grants {

    private final Postgres postgres;
    private final Refreshing refreshing;

    public Grants(Postgres postgres, RefreshTokens tokens, RevocationRules rules) {
        this.postgres = postgres;
        this.refreshing = new Refreshing(postgres, tokens, rules);
    }

    /**
     * Makes a grant in one statement that reads the user, the application and the live rules in the
     * same snapshot. If the call fails, {@link dev.countersign.store.StoreAway#wroteNothing} tells
     * whether the code may be given back.
     */
    public Uni<GrantInsert> insert(NewGrant grant) {
        Authorization it = grant.authorization();
        return postgres.row(
                        GrantSql.INSERT,
                        it.grant(),
                        it.user(),
                        it.client(),
                        it.grantSession(),
                        it.session(),
                        it.scopes(),
                        grant.audiences(),
                        it.authorizedAt(),
                        it.authTime(),
                        it.acr(),
                        it.amr(),
                        it.address(),
                        it.userAgent(),
                        grant.first().map(token -> token.hash()),
                        it.passwordVersion(),
                        it.grant().expiresAt())
                .map(row -> insert(row.orElseThrow()));
    }

    /**
     * Spends the token if it is current (RFC 6749 §6, RFC 9700 §4.14.2). One whose tag is wrong
     * touches no store; one of another client spends and revokes nothing; for a stolen one the
     * grant is revoked before anybody is answered.
     *
     * @param client who authenticated
     * @param requested the scope asked for; a wider one than the grant's spends nothing
     */
    public Uni<Refreshed> refresh(
            RefreshToken presented, ClientId client, Optional<Scopes> requested) {
        return refreshing.refresh(presented, client, requested);
    }

    /** The grant, whether it stands or not; empty if there is none. */
    public Uni<Optional<GrantState>> state(GrantId id) {
        return postgres.row(GrantSql.STATE, id)
                .map(
                        row ->
                                row.map(
                                        it ->
                                                new GrantState(
                                                        GrantView.of(it),
                                                        RefreshRows.state(it),
                                                        instant(it, "now"))));
    }

    /** Whether a token that was verified still counts: its grant, user, application, live rules. */
    public Uni<TokenStanding> standing(VerifiedAccessToken token) {
        var claims = token.claims();
        return postgres.row(
                        GrantSql.STANDING,
                        claims.tokenId(),
                        claims.grant(),
                        claims.session(),
                        claims.subject(),
                        claims.clientId(),
                        claims.audiences(),
                        token.key(),
                        claims.authorizedAt())
                .map(row -> row.map(Grants::active).orElseGet(TokenStanding.Fallen::new));
    }

    private static GrantInsert insert(Row row) {
        boolean stands = row.getString("email") != null;
        if (row.getBoolean("existed") || (stands && !row.getBoolean("made"))) {
            return new Replayed();
        }
        return stands ? new Inserted(PersonClaims.of(row)) : new Fallen();
    }

    private static TokenStanding active(Row row) {
        return new TokenStanding.Active(
                Optional.ofNullable(row.getString("email")).map(ignored -> PersonClaims.of(row)),
                Set.copyOf(texts(row, "roles")));
    }
}
