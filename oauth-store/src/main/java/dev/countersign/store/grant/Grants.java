package dev.countersign.store.grant;

import static dev.countersign.store.postgres.Columns.instant;
import static dev.countersign.store.postgres.Columns.texts;

import dev.countersign.clients.Credential;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.caller.StandingCaller;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.GrantInsert.CallerChanged;
import dev.countersign.store.grant.GrantInsert.Fallen;
import dev.countersign.store.grant.GrantInsert.Inserted;
import dev.countersign.store.grant.GrantInsert.Replayed;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.RevocationRules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
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
     *
     * @param caller the grant's application
     */
    public Uni<GrantInsert> insert(NewGrant grant, Credential caller) {
        return insert(grant, caller, false);
    }

    /**
     * Makes a grant before its code is redeemed, for what comes beside the code. The code's {@link
     * #insert} completes it then, once.
     *
     * @param caller the grant's application, which nobody has authenticated
     */
    public Uni<GrantInsert> insertAheadOfCode(NewGrant grant, Credential caller) {
        return insert(grant, caller, true);
    }

    private Uni<GrantInsert> insert(NewGrant grant, Credential caller, boolean aheadOfCode) {
        Authorization it = grant.authorization();
        return postgres.row(
                        GrantSql.INSERT,
                        it.grant(),
                        it.user(),
                        caller.client(),
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
                        it.grant().expiresAt(),
                        caller.secret(),
                        it.family() == Family.DIALECT,
                        aheadOfCode,
                        it.claims(),
                        it.subject())
                .map(row -> insert(row.orElseThrow()));
    }

    /**
     * Spends the token if it is current (RFC 6749 §6, RFC 9700 §4.14.2). One whose tag is wrong
     * touches no store; one of another client or family spends and revokes nothing; for a stolen
     * one the grant is revoked before anybody is answered.
     *
     * @param by where the application that authenticated has changed, nothing is spent; nor where
     *     more is asked for than is granted, or what is only for other APIs than the grant's by now
     */
    public Uni<Refreshed> refresh(RefreshToken presented, Presenter by) {
        return refreshing.refresh(presented, by);
    }

    /** The same at the token endpoint of OAuth. */
    public Uni<Refreshed> refresh(RefreshToken presented, Credential caller, Narrowing requested) {
        return refresh(presented, Presenter.of(caller, requested));
    }

    /** The grant, whether it stands or not; empty if there is none. */
    public Uni<Optional<GrantState>> state(GrantId id) {
        return state(id, Optional.empty());
    }

    /**
     * The same for whoever asks by a credential.
     *
     * @throws OAuthException in the {@code Uni}: {@code CLIENT_CHANGED}, if there is such a grant
     */
    public Uni<Optional<GrantState>> state(GrantId id, Credential caller) {
        return state(id, Optional.of(caller));
    }

    private Uni<Optional<GrantState>> state(GrantId id, Optional<Credential> caller) {
        return postgres.row(
                        GrantSql.STATE,
                        id,
                        caller.map(Credential::client),
                        caller.flatMap(Credential::secret),
                        null,
                        null,
                        null)
                .map(row -> row.map(Grants::state));
    }

    /** Whether a token that was verified still counts: its grant, user, application, live rules. */
    public Uni<TokenStanding> standing(VerifiedAccessToken token) {
        return standing(token, Optional.empty());
    }

    /**
     * The same for whoever asks by a credential.
     *
     * @throws OAuthException in the {@code Uni}: {@code CLIENT_CHANGED}
     */
    public Uni<TokenStanding> standing(VerifiedAccessToken token, Credential caller) {
        return standing(token, Optional.of(caller));
    }

    private Uni<TokenStanding> standing(VerifiedAccessToken token, Optional<Credential> caller) {
        return postgres.row(GrantSql.STANDING, values(Access.of(token), caller).toArray())
                .map(row -> standing(row.orElseThrow()));
    }

    /**
     * What whoever holds the access may do in administration right now; empty if it does not count.
     *
     * @param application the one whose manager the holder may be; empty asks for any
     */
    public Uni<Optional<Rights>> rights(Access access, Optional<ClientId> application) {
        List<Object> values = values(access, Optional.empty());
        values.add(application);
        return postgres.row(GrantSql.RIGHTS, values.toArray())
                .map(row -> row.filter(Grants::counts).map(Rights::of));
    }

    private static List<Object> values(Access access, Optional<Credential> caller) {
        List<Object> values = access.values();
        values.add(caller.map(Credential::client));
        values.add(caller.flatMap(Credential::secret));
        return values;
    }

    private static GrantInsert insert(Row row) {
        if (!row.getBoolean(StandingCaller.COLUMN)) {
            return new CallerChanged();
        }
        boolean stands = row.getString("email") != null;
        if (row.getBoolean("existed") || (stands && !row.getBoolean("made"))) {
            return new Replayed();
        }
        return stands ? new Inserted(PersonClaims.of(row)) : new Fallen();
    }

    private static GrantState state(Row row) {
        StandingCaller.check(row);
        return new GrantState(GrantView.of(row), RefreshRows.state(row), instant(row, "now"));
    }

    private static TokenStanding standing(Row row) {
        StandingCaller.check(row);
        return counts(row)
                ? new TokenStanding.Active(
                        PersonClaims.ifAny(row),
                        claims(row).userinfo(),
                        Set.copyOf(texts(row, "roles")))
                : new TokenStanding.Fallen();
    }

    /** What the application may not ask for any more is left out. */
    private static ClaimsRequest claims(Row row) {
        return Columns.claimsRequest(row, "requested_claims")
                .within(Columns.scopes(row, "registered"));
    }

    private static boolean counts(Row row) {
        return row.getValue("roles") != null;
    }
}
