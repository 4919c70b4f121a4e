package dev.countersign.store.revocation;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.Refreshed;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Design, Revocation 7. */
class MarkingTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final World other = new World(stores);
    private final Marking marking = new Marking(stores.postgres, 10);

    /** What other tests revoked is marked before these begin, or these would mark it. */
    @BeforeEach
    void passOverTheRulesOfOthers() {
        stores.sql(
                """
                update revocation_rules set marked_at = now(), marked_again_at = now()
                where marked_again_at is null
                """);
    }

    @AfterEach
    void forgetTheRules() {
        stores.sql("delete from revocation_rules where caused_by = 'marking test'");
    }

    private RevocationRule record(RevocationRule rule) {
        await(stores.rules.record(rule, "a reason", "marking test"));
        stores.sql("select pg_sleep(0.001)");
        return rule;
    }

    private void mark() {
        MarkingRun run;
        do {
            run = await(marking.run());
            assertThat(run.failures()).isZero();
        } while (run.waiting() > 0);
    }

    private Row row(String sql, Object... values) {
        return await(stores.postgres.row(sql, values)).orElseThrow();
    }

    private boolean isEnded(RefreshToken token) {
        return row("select ended_at is not null from grants where id = $1", token.grant())
                .getBoolean(0);
    }

    private boolean isThere(RevocationRule rule) {
        return row("select exists (select from revocation_rules where id = $1)", rule.id())
                .getBoolean(0);
    }

    private Refreshed refresh(RefreshToken token) {
        return await(stores.grants.refresh(token, world.credential(), Narrowing.NONE));
    }

    /** Each kind of rule, by which the rows of one grant are found. */
    enum Kind {
        GRANT,
        SESSION,
        USER,
        APPLICATION,
        USER_OF_APPLICATION,
        AUDIENCE,
        EVERYTHING
    }

    private RevocationRule rule(Kind kind, RefreshToken token) {
        return switch (kind) {
            case GRANT -> RevocationRule.onGrant(token.grant());
            case SESSION -> RevocationRule.onSession(world.session);
            case USER -> RevocationRule.onUser(Set.of("no-user", world.user.toString()));
            case APPLICATION -> RevocationRule.onApplication(world.client);
            case USER_OF_APPLICATION ->
                    RevocationRule.onUserOfApplication(Set.of(world.user.toString()), world.client);
            case AUDIENCE -> RevocationRule.onAudience(World.API);
            case EVERYTHING -> RevocationRule.onEverything();
        };
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theRowsThatARuleStopsEndWithItsReasonAndItsAuthor(Kind kind) {
        RefreshToken stopped = world.grant("openid");
        boolean alone = kind != Kind.AUDIENCE && kind != Kind.EVERYTHING;
        RefreshToken foreign = other.grant("openid");
        record(rule(kind, stopped));
        RefreshToken later = world.grant("openid");
        assertThat(isEnded(stopped)).isFalse();

        mark();

        Row ended = row("select end_reason, ended_by from grants where id = $1", stopped.grant());
        assertThat(ended.getString("end_reason")).isEqualTo("a reason");
        assertThat(ended.getString("ended_by")).isEqualTo("marking test");
        assertThat(isEnded(foreign)).isEqualTo(!alone);
        assertThat(isEnded(later)).as("authorized after the rule").isFalse();
        assertThat(refresh(later)).isInstanceOf(Refreshed.Rotated.class);
    }

    @Test
    void aRuleOfTwoFieldsLeavesWhatOnlyOneOfThemMatches() {
        RefreshToken token = world.grant("openid");
        record(RevocationRule.onUserOfApplication(Set.of(world.user.toString()), other.client));
        record(RevocationRule.onUserOfApplication(Set.of(other.user.toString()), world.client));
        mark();
        assertThat(isEnded(token)).isFalse();
    }

    @Test
    void aRuleOnATokenOrAKeyMarksNoRowAndIsDone() {
        RefreshToken token = world.grant("openid");
        List<RevocationRule> rules =
                List.of(
                        record(RevocationRule.onToken(TokenId.random())),
                        record(RevocationRule.onKey(new KeyId(UUID.randomUUID().toString()))));
        mark();
        assertThat(isEnded(token)).isFalse();
        for (RevocationRule rule : rules) {
            assertThat(
                            row("select marked_at from revocation_rules where id = $1", rule.id())
                                    .getOffsetDateTime(0))
                    .isNotNull();
        }
    }

    @Test
    void howAGrantEndedFirstStays() {
        RefreshToken token = world.grant("openid");
        await(stores.rules.revokeGrant(token.grant(), "client", "marking test"));
        record(RevocationRule.onApplication(world.client));
        mark();
        assertThat(row("select end_reason from grants where id = $1", token.grant()).getString(0))
                .isEqualTo("client");
    }

    @Test
    void manyRowsAreMarkedInBoundedBatches() {
        copies(world.grant("openid"), 13);
        copies(world.grant("openid offline_access"), 10);
        record(RevocationRule.onApplication(world.client));
        mark();
        Row row =
                row(
                        """
                        select count(*) as ended, max(n)::int as largest from (
                          select ended_at, count(*) over (partition by xmin::text) as n
                          from grants where client_id = $1) g where ended_at is not null
                        """,
                        world.client);
        assertThat(row.getLong("ended")).isEqualTo(25);
        assertThat(row.getInteger("largest")).isBetween(1, 10);
    }

    @Test
    void aLargeRuleHoldsUpNoSmallOne() {
        RefreshToken template = world.grant("openid");
        copies(template, 3_000);
        RefreshToken small = other.grant("openid");
        record(RevocationRule.onApplication(world.client));
        record(RevocationRule.onApplication(other.client));

        Marking slow = new Marking(stores.postgres, 1);
        MarkingRun run = await(slow.run(Duration.ofMillis(500)));

        assertThat(isEnded(small)).isTrue();
        assertThat(run.waiting()).as("the large one").isEqualTo(1);
        stores.sql("delete from grants where client_id = $1", world.client);
    }

    private void copies(RefreshToken template, int number) {
        stores.sql(
                """
                insert into grants (id, user_id, client_id, scopes, audiences, authorized_at,
                  auth_time, acr, amr, issued_at, last_used_at, last_used_on)
                select overlay(g.id::text placing lpad(n::text, 12, '0') from 25)::uuid, g.user_id,
                  g.client_id, g.scopes, g.audiences, g.authorized_at, g.auth_time, g.acr, g.amr,
                  g.issued_at, g.last_used_at, g.last_used_on
                from grants g, generate_series(1, $2::int) n where g.id = $1
                """,
                template.grant(),
                number);
    }

    /** Of a million rows a batch may touch its own only. */
    @ParameterizedTest
    @EnumSource(
            value = GrantReach.class,
            names = {"SESSION", "USER", "SHAPE", "EVERYTHING"})
    void aBatchReadsItsRowsInTheOrderOfAnIndex(GrantReach reach) {
        String plan =
                await(
                        stores.postgres.transaction(
                                connection ->
                                        Postgres.execute(connection, GrantReach.IN_INDEX_ORDER)
                                                .chain(
                                                        () ->
                                                                connection
                                                                        .query(
                                                                                "explain (generic_plan) "
                                                                                        + MarkSql
                                                                                                .batch(
                                                                                                        reach))
                                                                        .execute())
                                                .map(MarkingTest::text)));
        String page = plan.substring(plan.indexOf("CTE page"), plan.indexOf("CTE marked"));
        assertThat(page).contains("Merge Append", "Index").doesNotContain("Seq Scan", "Bitmap");
        assertThat(plan.substring(plan.indexOf("CTE marked")))
                .contains("Nested Loop")
                .doesNotContain("Hash Join", "Merge Join");
    }

    private static String text(RowSet<Row> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.getString(0)).append('\n'));
        return text.toString();
    }

    @Test
    void aRowThatIsBeingRefreshedIsWaitedForAndNotLeftOut() {
        RefreshToken token = world.grant("openid");
        record(RevocationRule.onApplication(world.client));
        CompletableFuture<Void> release = new CompletableFuture<>();
        CompletableFuture<Void> locked = new CompletableFuture<>();
        CompletionStage<Void> refreshing =
                stores.postgres
                        .transaction(
                                connection -> holdRow(connection, token.grant(), locked, release))
                        .subscribeAsCompletionStage();
        await(Uni.createFrom().completionStage(locked));
        CompletionStage<MarkingRun> run = marking.run().subscribeAsCompletionStage();
        awaitLockWaiter();
        release.complete(null);
        await(Uni.createFrom().completionStage(refreshing));

        assertThat(await(Uni.createFrom().completionStage(run)).failures()).isZero();
        assertThat(isEnded(token)).isTrue();
    }

    private static Uni<Void> holdRow(
            SqlConnection connection,
            GrantId grant,
            CompletableFuture<Void> locked,
            CompletableFuture<Void> release) {
        return Postgres.execute(connection, "select from grants where id = $1 for update", grant)
                .invoke(() -> locked.complete(null))
                .chain(() -> Uni.createFrom().completionStage(release));
    }

    private void awaitLockWaiter() {
        for (int i = 0; i < 1_000; i++) {
            if (row("select exists (select from pg_locks where not granted)").getBoolean(0)) {
                return;
            }
            stores.sql("select pg_sleep(0.001)");
        }
        throw new AssertionError("nobody waits for the row");
    }

    @Test
    void ofTwoReplicasOneIsAtWork() {
        RefreshToken token = world.grant("openid");
        record(RevocationRule.onApplication(world.client));
        MarkingRun elsewhere =
                await(
                        stores.postgres.transaction(
                                connection ->
                                        Postgres.execute(connection, MarkSql.LOCK)
                                                .chain(() -> marking.run())));
        assertThat(elsewhere).isEqualTo(MarkingRun.ELSEWHERE);
        assertThat(isEnded(token)).isFalse();
        mark();
        assertThat(isEnded(token)).isTrue();
    }

    /** As if the rule had been made long ago. */
    private void age(RevocationRule rule) {
        stores.sql(
                """
                update revocation_rules set created_at = created_at - interval '14 hours 1 minute',
                  before = before - interval '14 hours 1 minute',
                  until = clock_timestamp() - interval '1 minute'
                where id = $1
                """,
                rule.id());
        stores.sql(
                """
                update grants set authorized_at = authorized_at - interval '14 hours 1 minute',
                  issued_at = issued_at - interval '14 hours 1 minute'
                where client_id = $1
                """,
                world.client);
    }

    private void publish(RevocationRule rule) {
        stores.sql("update revocation_rules set published_at = now() where id = $1", rule.id());
    }

    @Test
    void aRowThatARuleStoppedDoesNotStandAgainWhenTheRuleIsGone() {
        RefreshToken token = world.grant("openid");
        RevocationRule rule = record(RevocationRule.onApplication(world.client));
        assertThat(refresh(token)).isInstanceOf(Refreshed.Refused.class);
        mark();
        assertThat(refresh(token)).isInstanceOf(Refreshed.Refused.class);
        age(rule);
        publish(rule);
        mark();
        assertThat(isThere(rule)).isFalse();
        assertThat(refresh(token)).isInstanceOf(Refreshed.Refused.class);
        assertThat(refresh(world.grant("openid"))).isInstanceOf(Refreshed.Rotated.class);
    }

    /** A transaction that did not see the rule, and committed when its rows were marked. */
    @Test
    void aRowThatAppearedAfterTheFirstMarkingIsMarkedBeforeTheRuleGoes() {
        RefreshToken template = world.grant("openid");
        RevocationRule rule = record(RevocationRule.onApplication(world.client));
        mark();
        RefreshToken late = lateCopy(template);
        mark();
        assertThat(isEnded(late)).as("the live rule stops it").isFalse();
        assertThat(refresh(late)).isInstanceOf(Refreshed.Refused.class);
        age(rule);
        publish(rule);
        mark();
        assertThat(isThere(rule)).isFalse();
        assertThat(isEnded(late)).isTrue();
        assertThat(refresh(late)).isInstanceOf(Refreshed.Refused.class);
    }

    /** As when another replica came between: what a first walk has seen is not marked again. */
    @Test
    void aFinishedFirstWalkIsNotTakenForTheSecond() {
        RefreshToken template = world.grant("openid");
        RevocationRule rule = record(RevocationRule.onApplication(world.client));
        mark();
        RefreshToken late = lateCopy(template);
        age(rule);
        publish(rule);
        var walks = new ConcurrentHashMap<DueRule.Turn, RuleWalk>();
        walks.put(
                new DueRule.Turn(rule.id(), false), RuleWalk.through(GrantReach.SHAPE, List.of()));
        await(
                new MarkingRounds(new RuleMarker(stores.postgres, 10), walks, Duration.ofSeconds(3))
                        .go());
        assertThat(isThere(rule)).isFalse();
        assertThat(isEnded(late)).isTrue();
    }

    /** One client that mints and revokes tokens makes millions: they hold up nobody. */
    @Test
    void manyRulesOnTokensAreMarkedAndForgottenWithoutBeingRead() {
        stores.sql(
                """
                insert into revocation_rules (id, jti, selectors, before, until, reason, caused_by,
                  created_at, published_at)
                select gen_random_uuid(), 't' || n, array['jti:t' || n], now(),
                  now() + interval '1 hour', 'test', 'marking test', now(), now()
                from generate_series(1, 3000) n
                """);
        RefreshToken token = world.grant("openid");
        record(RevocationRule.onApplication(world.client));
        mark();
        assertThat(isEnded(token)).isTrue();
        assertThat(
                        row("select count(*) from revocation_rules where marked_again_at is null"
                                        + " and caused_by = 'marking test' and jti is not null")
                                .getLong(0))
                .isZero();
    }

    @Test
    void rulesThatAreStillNeededAreNotReadToFindThoseThatAreNot() {
        assertThat(plan(MarkSql.DUE))
                .containsPattern("revocation_rules_marked[^>]*\\n *Index Cond: .*created_at < ");
        assertThat(plan(MarkSql.FORGET))
                .containsPattern("revocation_rules_to_forget[^>]*\\n *Index Cond: .*created_at < ");
    }

    /** With an index wherever one can be used, as with millions of rows. */
    private String plan(String sql) {
        return await(
                stores.postgres.transaction(
                        connection ->
                                connection
                                        .query(
                                                "set local enable_seqscan = off;"
                                                        + "set local enable_bitmapscan = off")
                                        .execute()
                                        .chain(() -> connection.query("explain " + sql).execute())
                                        .map(MarkingTest::text)));
    }

    private RefreshToken lateCopy(RefreshToken template) {
        GrantId id = GrantId.endingAt(template.grant().expiresAt());
        RefreshToken token = stores.tokens.first(id);
        stores.sql(
                """
                insert into grants (id, user_id, client_id, scopes, audiences, authorized_at,
                  auth_time, acr, amr, issued_at, last_used_at, last_used_on, refresh_hash)
                select $2, user_id, client_id, scopes, audiences, authorized_at, auth_time, acr,
                  amr, issued_at, last_used_at, last_used_on, $3
                from grants where id = $1
                """,
                template.grant(),
                id,
                token.hash());
        return token;
    }

    @Test
    void aRuleStaysUntilItIsPublishedAndAllThatItStopsIsGone() {
        RevocationRule young = record(RevocationRule.onApplication(world.client));
        RevocationRule unpublished = record(RevocationRule.onUser(Set.of(world.user.toString())));
        publish(young);
        stores.sql(
                "update revocation_rules set until = now() - interval '1 minute' where id = $1",
                young.id());
        age(unpublished);
        mark();
        assertThat(isThere(young)).as("sessions live twelve hours").isTrue();
        assertThat(isThere(unpublished)).isTrue();

        stores.sql(
                """
                update revocation_rules set created_at = now() - interval '15 hours',
                  until = now() + interval '1 minute'
                where id = $1
                """,
                young.id());
        mark();
        assertThat(isThere(young)).as("a long access token").isTrue();

        publish(unpublished);
        mark();
        assertThat(isThere(unpublished)).isFalse();
    }

    /** Contract, section 5: one that was being made while the session's rule was recorded. */
    @Test
    void aDialectGrantThatTheRuleOnItsSessionMissedIsStoppedByARuleOfItsOwn() {
        var begun = world.dialectAuthorization();
        record(RevocationRule.onSession(world.session));
        stores.sql("update revocation_rules set sid = 'elsewhere' where sid = $1", world.session);
        RefreshToken late = world.grant(begun);
        stores.sql("update revocation_rules set sid = $1 where sid = 'elsewhere'", world.session);

        mark();

        assertThat(isEnded(late)).isTrue();
        assertThat(
                        row(
                                        "select count(*) from revocation_rules where grant_id = $1",
                                        late.grant())
                                .getLong(0))
                .isOne();
    }
}
