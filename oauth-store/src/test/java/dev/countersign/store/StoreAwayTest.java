package dev.countersign.store;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.AuthorizationCode;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Each store away, slow or full for a while: 503 within the bound, never a hang, and back again.
 */
class StoreAwayTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration BOUND = TIMEOUT.plusMillis(700);

    private static final Stores STORES = Stores.own(TIMEOUT);

    @AfterAll
    static void stop() {
        STORES.close();
    }

    private static Throwable assertAwayWithinTheBound(Supplier<Uni<?>> call) {
        long began = System.nanoTime();
        Throwable failure = catchThrowable(() -> await(call.get()));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
        assertThat(failure)
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it -> assertThat(it.refusal()).isEqualTo(Refusal.STORE_AWAY));
        return failure;
    }

    /** The first calls after a crash may still meet dead connections; soon none does. */
    private static void assertBackSoon(Supplier<Uni<?>> call) throws Exception {
        Throwable failure = null;
        for (int i = 0; i < 50; i++) {
            failure = catchThrowable(() -> await(call.get()));
            if (failure == null) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("it did not come back", failure);
    }

    @Test
    void postgresqlKilledIsAwayAndComesBack() throws Exception {
        Supplier<Uni<?>> call = () -> STORES.postgres.row("select 1");
        await(call.get());
        STORES.stack.postgres().kill();
        try {
            assertAwayWithinTheBound(call);
            Throwable refused = assertAwayWithinTheBound(call);
            assertThat(StoreAway.wroteNothing(refused)).isTrue();
        } finally {
            STORES.stack.postgres().start();
        }
        assertBackSoon(call);
    }

    @Test
    void redisKilledIsAwayAndComesBackWithoutItsScripts() throws Exception {
        AuthorizationCodes codes = new AuthorizationCodes(STORES.redis);
        String code = AuthorizationCode.random().value();
        assertThat(await(codes.redeem(code))).isEqualTo(new Redemption.Unknown());
        STORES.stack.redis().kill();
        try {
            assertAwayWithinTheBound(() -> codes.redeem(code));
            assertAwayWithinTheBound(() -> STORES.redis.send(Command.GET, "x"));
        } finally {
            STORES.stack.redis().start();
        }
        assertBackSoon(() -> codes.redeem(code));
    }

    @Test
    void redisThatDoesNotAnswerIsAway() throws Exception {
        Supplier<Uni<?>> call = () -> STORES.redis.send(Command.PING);
        await(call.get());
        STORES.stack.redis().freeze();
        try {
            assertAwayWithinTheBound(call);
        } finally {
            STORES.stack.redis().thaw();
        }
        assertBackSoon(call);
    }

    @Test
    void postgresqlThatAcceptsNoConnectionIsAwayAndNothingWasWritten() throws Exception {
        try (Stores fresh = Stores.own(TIMEOUT)) {
            fresh.stack.postgres().freeze();
            try {
                Throwable failure = assertAwayWithinTheBound(() -> fresh.postgres.row("select 1"));
                assertThat(StoreAway.wroteNothing(failure)).isTrue();
            } finally {
                fresh.stack.postgres().thaw();
            }
            assertBackSoon(() -> fresh.postgres.row("select 1"));
        }
    }

    @Test
    void redisThatIsFullIsAway() {
        AuthorizationCodes codes = new AuthorizationCodes(STORES.redis);
        AuthorizationCode code = AuthorizationCode.random();
        Authorization authorization = new World(STORES).authorization("openid");
        await(STORES.redis.send(Command.CONFIG, "SET", "maxmemory", "1"));
        try {
            assertAwayWithinTheBound(() -> codes.issue(code, authorization, Duration.ofMinutes(1)));
        } finally {
            await(STORES.redis.send(Command.CONFIG, "SET", "maxmemory", "0"));
        }
        assertThat(await(codes.redeem(code.value()))).isEqualTo(new Redemption.Unknown());
    }

    @Test
    void postgresqlThatLetsNobodyInIsAwayAndNothingWasWritten() {
        try (Stores fresh = Stores.own(TIMEOUT)) {
            fresh.sql("alter role countersign password 'another'");
            fresh.stack.postgres().stop();
            fresh.stack.postgres().start();
            for (int dead = 0; dead < 10; dead++) {
                assertAwayWithinTheBound(() -> fresh.postgres.row("select 1"));
            }
            Throwable failure = assertAwayWithinTheBound(() -> fresh.postgres.row("select 1"));
            assertThat(failure).hasRootCauseInstanceOf(PgException.class);
            assertThat(StoreAway.wroteNothing(failure)).isTrue();
        }
    }

    @Test
    void aStatementThatTakesTooLongIsAway() {
        assertAwayWithinTheBound(() -> STORES.postgres.row("select pg_sleep(10)"));
    }

    @Test
    void whatIsSaidToHaveWrittenNothingIsNeverSentLater() throws Exception {
        UUID batch = UUID.randomUUID();
        List<CompletionStage<?>> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            calls.add(
                    STORES.postgres
                            .execute(
                                    """
                                    insert into audit_events (id, actor, action, target)
                                    select gen_random_uuid(), $1, 'test', $2 from pg_sleep(0.4)
                                    """,
                                    batch.toString(),
                                    String.valueOf(i))
                            .subscribeAsCompletionStage());
        }
        List<String> unwritten = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            CompletionStage<?> call = calls.get(i);
            Throwable failure = catchThrowable(() -> await(Uni.createFrom().completionStage(call)));
            if (failure != null && StoreAway.wroteNothing(failure)) {
                unwritten.add(String.valueOf(i));
            }
        }
        assertThat(unwritten).isNotEmpty();
        // all that was sent has ended by then
        Thread.sleep(TIMEOUT.plusMillis(500));
        long written =
                await(
                        STORES.postgres
                                .row(
                                        """
                                        select count(*) from audit_events
                                        where actor = $1 and target = any ($2)
                                        """,
                                        batch.toString(),
                                        unwritten)
                                .map(row -> row.orElseThrow().getLong(0)));
        assertThat(written).isZero();
    }

    @Test
    void aConstraintThatIsViolatedIsNoStoreAway() {
        Throwable failure =
                catchThrowable(
                        () ->
                                await(
                                        STORES.postgres.execute(
                                                "insert into users (id) values (gen_random_uuid())")));
        assertThat(failure).isInstanceOf(PgException.class);
        assertThat(StoreAway.wroteNothing(failure)).isFalse();
    }
}
