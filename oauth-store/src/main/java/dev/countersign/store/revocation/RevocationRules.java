package dev.countersign.store.revocation;

import dev.countersign.clients.Credential;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.caller.StandingCaller;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Revoking: the fact and its rule in one PostgreSQL transaction, then the stamp, read after the
 * commit. From the commit on nothing that the rule matches is issued, refreshed or found active
 * here; the relay takes it to everyone else, and nobody here waits for that.
 */
@Singleton
public final class RevocationRules {

    /** The relay's own stamp is never further away than this. */
    private static final Duration ANOTHER_STAMPS = Duration.ofMillis(10);

    private static final int LOOKS = 50;

    /** Where there is no caller, the server or an administrator is it. */
    private static final String CALLER =
            "with caller as (select " + StandingCaller.stands("$5", "$6") + " as caller_stands)";

    /**
     * An earlier rule on the same grant stops all that a new one could, unless it was recorded with
     * an instant of its own: that lies before the recording, and may lie before the grant.
     */
    private static final String REVOKE_GRANT =
            CALLER
                    + """
                    , ended as (
                      update grants set ended_at = clock_timestamp(), end_reason = $3, ended_by = $4
                      where id = $1::uuid and ended_at is null and (select caller_stands from caller)
                    ), earlier as (
                      select id from revocation_rules
                      where selectors && array['grant:' || $1::uuid] and grant_id = $1::uuid and jti is null
                        and sid is null and sub is null and client_id is null and aud is null and kid is null
                        and (before is null or before >= date_trunc('milliseconds', created_at))
                      limit 1
                    ), made as (
                      insert into revocation_rules (id, grant_id, selectors, reason, caused_by)
                      select $2::uuid, $1::uuid, array['grant:' || $1::uuid], $3, $4
                      where not exists (select 1 from earlier) and (select caller_stands from caller)
                      returning id
                    )
                    select coalesce((select id from earlier), (select id from made)) as id, caller_stands
                    from caller
                    """;

    /** Here, too, one rule is enough: however often a client repeats itself, APIs hold one. */
    private static final String REVOKE_TOKEN =
            CALLER
                    + """
                    , earlier as (
                      select id from revocation_rules
                      where selectors && array['jti:' || $1::text] and jti = $1::text and grant_id is null
                        and sid is null and sub is null and client_id is null and aud is null and kid is null
                        and (before is null or before >= date_trunc('milliseconds', created_at))
                      limit 1
                    ), made as (
                      insert into revocation_rules (id, jti, selectors, reason, caused_by)
                      select $2::uuid, $1::text, array['jti:' || $1::text], $3, $4
                      where not exists (select 1 from earlier) and (select caller_stands from caller)
                      returning id
                    )
                    select coalesce((select id from earlier), (select id from made)) as id, caller_stands
                    from caller
                    """;

    /** Wakes the relays, too: a rule is published once it is stamped. */
    private static final String STAMP =
            "select r.*, clock_stands() as clock_stands from stamp_rule($1) r";

    private final Postgres postgres;

    public RevocationRules(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Ends a grant and stops all of its tokens, row or no row. Doing it twice is doing it once.
     *
     * @param by who caused it: a client id, a user id, or what part of the server did
     */
    public Uni<StampedRule> revokeGrant(GrantId grant, String reason, String by) {
        return revoke(REVOKE_GRANT, grant, reason, by, Optional.empty());
    }

    /**
     * The same, caused by whoever has this credential.
     *
     * @throws OAuthException in the {@code Uni}: {@code CLIENT_CHANGED}, and nothing is revoked
     */
    public Uni<StampedRule> revokeGrant(GrantId grant, String reason, Credential by) {
        return revoke(REVOKE_GRANT, grant, reason, by.client().value(), Optional.of(by));
    }

    /** Stops one access token. Doing it twice is doing it once. */
    public Uni<StampedRule> revokeToken(TokenId token, String reason, String by) {
        return revoke(REVOKE_TOKEN, token, reason, by, Optional.empty());
    }

    /**
     * The same, caused by whoever has this credential.
     *
     * @throws OAuthException in the {@code Uni}: {@code CLIENT_CHANGED}, and nothing is revoked
     */
    public Uni<StampedRule> revokeToken(TokenId token, String reason, Credential by) {
        return revoke(REVOKE_TOKEN, token, reason, by.client().value(), Optional.of(by));
    }

    private Uni<StampedRule> revoke(
            String sql, Object target, String reason, String by, Optional<Credential> caller) {
        return postgres.row(
                        sql,
                        target,
                        UUID.randomUUID(),
                        reason,
                        by,
                        caller.map(Credential::client),
                        caller.flatMap(Credential::secret))
                .map(Optional::orElseThrow)
                .invoke(StandingCaller::check)
                .flatMap(row -> stamp(row.getUUID("id")));
    }

    /** Writes a rule whose fact is the rule itself. */
    public Uni<StampedRule> record(RevocationRule rule, String reason, String by) {
        return record(rule, reason, by, connection -> Uni.createFrom().voidItem());
    }

    /** Writes a cause: its fact and its rule, or neither. */
    public Uni<StampedRule> record(Cause cause, String by) {
        return record(cause.rule(), cause.reason(), by, cause.fact(), cause.offline());
    }

    /**
     * Writes a fact and its rule. A fact that fails leaves neither.
     *
     * @throws OAuthException in the {@code Uni}: {@code BEFORE_IN_THE_FUTURE} by PostgreSQL's
     *     clock; {@code CLOCK_WENT_BACK}, when a rule with an instant of its own is not written,
     *     and one without it stands and, unstamped, stops everything that it matches; {@code
     *     PARAMETER_MALFORMED} for a rule on a key that names anything else, for verifiers drop the
     *     whole key
     */
    public Uni<StampedRule> record(
            RevocationRule rule,
            String reason,
            String by,
            Function<SqlConnection, Uni<Void>> fact) {
        return record(rule, reason, by, fact, Optional.empty());
    }

    private Uni<StampedRule> record(
            RevocationRule rule,
            String reason,
            String by,
            Function<SqlConnection, Uni<Void>> fact,
            Optional<OfflineAccess> offline) {
        if (rule.key().isPresent() && !rule.isOnKeyAlone()) {
            return Uni.createFrom()
                    .failure(new OAuthException(Refusal.PARAMETER_MALFORMED, "key goes alone"));
        }
        return postgres.transaction(
                        connection ->
                                fact.apply(connection)
                                        .chain(() -> insert(connection, rule, reason, by))
                                        .chain(
                                                () ->
                                                        DialectGrants.end(
                                                                connection, rule, reason, by))
                                        .flatMap(
                                                ended ->
                                                        OfflineGrants.end(connection, rule, offline)
                                                                .map(more -> both(ended, more))))
                .flatMap(ofGrants -> stamp(rule.id()).call(() -> stampAll(ofGrants)));
    }

    private static List<UUID> both(List<UUID> some, List<UUID> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private Uni<Void> stampAll(List<UUID> rules) {
        return Multi.createFrom()
                .iterable(rules)
                .onItem()
                .transformToUniAndConcatenate(this::stamp)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> insert(
            SqlConnection connection, RevocationRule rule, String reason, String by) {
        return Postgres.execute(connection, RuleRows.INSERT, RuleRows.values(rule, reason, by))
                .flatMap(
                        written ->
                                written.rowCount() == 1
                                        ? Uni.createFrom().voidItem()
                                        : notInThePast(connection));
    }

    private static Uni<Void> notInThePast(SqlConnection connection) {
        return Postgres.execute(connection, "select clock_stands()")
                .map(rows -> rows.iterator().next().getBoolean(0))
                .flatMap(
                        stands ->
                                Uni.createFrom()
                                        .failure(
                                                new OAuthException(
                                                        stands
                                                                ? Refusal.BEFORE_IN_THE_FUTURE
                                                                : Refusal.CLOCK_WENT_BACK)));
    }

    /**
     * How many live grants the rule would stop, if it were recorded now. Reads a bounded number of
     * rows, newest first.
     */
    public Uni<BoundedCount> wouldStop(RevocationRule rule) {
        return DryRun.count(postgres, rule);
    }

    /**
     * @throws OAuthException in the {@code Uni}: {@code CLOCK_WENT_BACK}; the rule stands all the
     *     same and, unstamped, stops everything that it matches
     */
    Uni<StampedRule> stamp(UUID rule) {
        return stamp(rule, LOOKS);
    }

    private Uni<StampedRule> stamp(UUID rule, int looks) {
        return postgres.row(STAMP, rule)
                .map(Optional::orElseThrow)
                .flatMap(row -> isStamped(row) ? stamped(row) : again(rule, row, looks));
    }

    private static Uni<StampedRule> stamped(Row row) {
        return Uni.createFrom().item(() -> RuleRows.stamped(row));
    }

    /** Unstamped: the clock went back, or the relay holds the row and is about to stamp it. */
    private Uni<StampedRule> again(UUID rule, Row row, int looks) {
        if (!row.getBoolean("clock_stands") || looks == 0) {
            return Uni.createFrom().failure(new OAuthException(Refusal.CLOCK_WENT_BACK));
        }
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(ANOTHER_STAMPS)
                .chain(() -> stamp(rule, looks - 1));
    }

    private static boolean isStamped(Row row) {
        return row.getOffsetDateTime("before") != null;
    }
}
