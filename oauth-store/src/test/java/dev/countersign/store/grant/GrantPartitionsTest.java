package dev.countersign.store.grant;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Partitions come and go, and nobody who uses grants notices. */
class GrantPartitionsTest {

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);
    private final GrantPartitions partitions = new GrantPartitions(stores.postgres);
    private final CompletableFuture<Void> release = new CompletableFuture<>();

    @AfterEach
    void leaveThePartitionsAsTheyWere() {
        release.complete(null);
        await(partitions.keep());
        assertThat(count("state <> 'attached' or ends_at < now() - interval '30 days'")).isZero();
    }

    private long count(String where, Object... values) {
        return await(
                stores.postgres
                        .row("select count(*) from grant_partitions where " + where, values)
                        .map(row -> row.orElseThrow().getLong(0)));
    }

    private String state(String name) {
        return await(
                stores.postgres
                        .row("select state from grant_partitions where name = $1", name)
                        .map(row -> row.map(it -> it.getString(0)).orElse("gone")));
    }

    /** The partition of the week so many weeks from now, made if need be. */
    private String make(int weeks) {
        stores.sql(
                """
                select make_grant_partitions(now() + $1 * interval '1 week',
                  now() + $1 * interval '1 week')
                """,
                (double) weeks);
        return await(
                stores.postgres
                        .row(
                                """
                                select 'grants_' || to_char((now() + $1 * interval '1 week')
                                  at time zone 'UTC', 'IYYY"w"IW')
                                """,
                                (double) weeks)
                        .map(row -> row.orElseThrow().getString(0)));
    }

    private RefreshToken grantEnding(Duration fromNow) {
        return world.grant(
                world.authorization(
                        "openid offline_access", GrantId.endingAt(Instant.now().plus(fromNow))));
    }

    private Refreshed refresh(RefreshToken token) {
        return await(stores.grants.refresh(token, world.credential(), Narrowing.NONE));
    }

    /** A transaction that has read grants and stays open until the test lets it go. */
    private CompletionStage<Void> reader() {
        CompletableFuture<Void> reading = new CompletableFuture<>();
        CompletionStage<Void> reader =
                stores.postgres
                        .transaction(
                                Duration.ofSeconds(20),
                                connection ->
                                        Postgres.execute(connection, "select count(*) from grants")
                                                .invoke(() -> reading.complete(null))
                                                .chain(this::released))
                        .subscribeAsCompletionStage();
        await(Uni.createFrom().completionStage(reading));
        return reader;
    }

    private Uni<Void> released() {
        return Uni.createFrom().completionStage(release);
    }

    /** Contract, section 4: at most a year. */
    @Test
    void theLongestGrantAlwaysHasAPartitionOnAnOldDatabaseToo() {
        String last = make(53);
        String next = make(52);
        stores.sql("drop table " + last);
        stores.sql("drop table " + next);
        Throwable before = catchThrowable(() -> grantEnding(Duration.ofDays(366)));
        assertThat(before).hasMessageContaining("no partition of relation");

        await(partitions.keep());

        assertThat(refresh(grantEnding(Duration.ofDays(366))))
                .isInstanceOf(Refreshed.Rotated.class);
        assertThat(await(partitions.newestEnd())).isAfter(Instant.now().plus(Duration.ofDays(371)));
    }

    @Test
    void aNewPartitionHasTheIndexesOfTheOthersAndRoomForUpdates() {
        String fresh = make(60);
        try {
            assertThat(
                            await(
                                            stores.postgres.row(
                                                    """
                                                    select count(*) filter (where i.inhparent is not null) as attached,
                                                      (select count(*) from pg_index where indrelid = 'grants'::regclass) as all,
                                                      max(c.reloptions::text) as options
                                                    from pg_class c
                                                    join pg_index x on x.indrelid = c.oid
                                                    left join pg_inherits i on i.inhrelid = x.indexrelid
                                                    where c.oid = $1::text::regclass
                                                    """,
                                                    fresh))
                                    .orElseThrow()
                                    .toJson()
                                    .encode())
                    .isEqualTo("{\"attached\":6,\"all\":6,\"options\":\"{fillfactor=85}\"}");
        } finally {
            stores.sql("drop table " + fresh);
        }
    }

    @Test
    void whileAPartitionIsMadeGrantsAreMadeAndRefreshedAndItWaitsForNoneOfThem() {
        CompletionStage<Void> reader = reader();
        CompletableFuture<Void> made = new CompletableFuture<>();
        CompletionStage<Void> making =
                stores.postgres
                        .transaction(
                                Duration.ofSeconds(20), connection -> makeAndStay(connection, made))
                        .subscribeAsCompletionStage();
        await(Uni.createFrom().completionStage(made));

        assertThat(refresh(world.grant("openid"))).isInstanceOf(Refreshed.Rotated.class);

        release.complete(null);
        await(Uni.createFrom().completionStage(making));
        await(Uni.createFrom().completionStage(reader));
        stores.sql("drop table " + make(61));
    }

    private Uni<Void> makeAndStay(SqlConnection connection, CompletableFuture<Void> made) {
        return Postgres.execute(
                        connection,
                        """
                        select make_grant_partitions(now() + interval '61 weeks',
                          now() + interval '61 weeks')
                        """)
                .invoke(
                        rows -> {
                            assertThat(rows.iterator().next().getInteger(0)).isOne();
                            made.complete(null);
                        })
                .onFailure()
                .invoke(made::completeExceptionally)
                .chain(this::released);
    }

    @Test
    void aPartitionIsDroppedWhenItsWeekAndThirtyDaysHavePassed() {
        String gone = make(-6);
        String stays = make(-4);
        await(partitions.keep());
        assertThat(state(gone)).isEqualTo("gone");
        assertThat(state(stays)).isEqualTo("attached");
    }

    @Test
    void whileAPartitionIsDroppedGrantsAreMadeAndRefreshed() {
        String gone = make(-7);
        CompletionStage<Void> reader = reader();
        CompletionStage<Void> dropping = partitions.keep().subscribeAsCompletionStage();
        awaitState(gone, "detaching");

        RefreshToken token = world.grant("openid");
        for (int i = 0; i < 20; i++) {
            assertThat(refresh(token)).isInstanceOf(Refreshed.Rotated.class);
            token = stores.tokens.successor(token);
        }
        assertThat(state(gone)).as("it waits for the reader").isEqualTo("detaching");

        release.complete(null);
        await(Uni.createFrom().completionStage(reader));
        await(Uni.createFrom().completionStage(dropping));
        assertThat(state(gone)).isEqualTo("gone");
    }

    private void awaitState(String name, String wanted) {
        for (int i = 0; i < 2_000; i++) {
            if (state(name).equals(wanted)) {
                return;
            }
            stores.sql("select pg_sleep(0.002)");
        }
        throw new AssertionError(name + " is " + state(name));
    }

    @Test
    void whatACrashLeftHalfDetachedOrDetachedIsFinished() {
        String alone = make(-9);
        stores.sql("alter table grants detach partition " + alone);
        String half = make(-8);
        CompletionStage<Void> reader = reader();
        Throwable cutOff =
                catchThrowable(
                        () ->
                                await(
                                        stores.postgres.session(
                                                Duration.ofSeconds(5),
                                                it ->
                                                        it.query(
                                                                        "alter table grants detach partition "
                                                                                + half
                                                                                + " concurrently")
                                                                .execute())));
        assertThat(cutOff).as("the pool's own bound").isNotNull();
        assertThat(state(half)).isEqualTo("detaching");
        assertThat(state(alone)).isEqualTo("alone");
        release.complete(null);
        await(Uni.createFrom().completionStage(reader));

        await(partitions.keep());

        assertThat(state(half)).isEqualTo("gone");
        assertThat(state(alone)).isEqualTo("gone");
    }

    @Test
    void twoReplicasAtOnceDoItOnceAndBothSucceed() {
        String gone = make(-7);
        CompletionStage<Void> one = partitions.keep().subscribeAsCompletionStage();
        CompletionStage<Void> two =
                new GrantPartitions(stores.postgres).keep().subscribeAsCompletionStage();
        await(Uni.createFrom().completionStage(one));
        await(Uni.createFrom().completionStage(two));
        assertThat(state(gone)).isEqualTo("gone");
    }

    /** What another run changed for itself on a connection does not stay there. */
    @Test
    void afterwardsStatementsAreBoundAsBefore() {
        make(-7);
        await(partitions.keep());
        for (int i = 0; i < 10; i++) {
            assertThat(
                            await(stores.postgres.row("show statement_timeout"))
                                    .orElseThrow()
                                    .getString(0))
                    .isEqualTo("2s");
        }
    }
}
