package dev.countersign.revocation.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.RevocationRules;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class UpkeepTest {

    @Inject Postgres postgres;
    @Inject RevocationRules rules;
    @Inject MeterRegistry registry;
    @Inject Upkeep upkeep;

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(15));
    }

    private static void awaitUntil(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private boolean is(String sql, Object... values) {
        return await(postgres.row(sql, values)).orElseThrow().getBoolean(0);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void whatARuleStopsIsMarkedSoonWithoutAnybodysCall() throws Exception {
        UUID user = UUID.randomUUID();
        await(
                postgres.execute(
                        """
                        insert into grants (id, user_id, client_id, scopes, audiences,
                          authorized_at, auth_time, acr, amr, issued_at, last_used_at, last_used_on)
                        values (overlay($1::uuid::text placing
                            left(grant_id_floor(now() + interval '1 hour')::text, 13) from 1)::uuid,
                          $1::uuid, 'an-app', '{openid}', '{}', now(), now(), '1', '{}', now(),
                          now(), now())
                        """,
                        user));
        double before = registry.get("countersign.revocation.grants.marked").counter().count();
        await(rules.record(RevocationRule.onUser(Set.of(user.toString())), "a reason", "a test"));

        awaitUntil(() -> is("select ended_at is not null from grants where user_id = $1", user));
        awaitUntil(
                () ->
                        registry.get("countersign.revocation.grants.marked").counter().count()
                                > before);
    }

    @Test
    void howFarPartitionsReachIsMeasuredFromTheStart() throws Exception {
        awaitUntil(() -> gauge("countersign.grants.partitions.end") > 0);
        assertThat(Instant.ofEpochSecond((long) gauge("countersign.grants.partitions.end")))
                .isAfter(Instant.now().plus(Duration.ofDays(371)));
    }

    @Test
    void aPartitionThatIsMissingIsMadeAndOneThatCannotBeMadeIsAnAlarm() {
        await(upkeep.keepPartitions());
        double end = gauge("countersign.grants.partitions.end");
        String last =
                await(postgres.row("select max(name) from grant_partitions"))
                        .orElseThrow()
                        .getString(0);
        await(postgres.execute("drop table " + last));
        await(postgres.execute("create view " + last + " as select 1"));
        double failures = partitionFailures();
        await(upkeep.keepPartitions());
        assertThat(partitionFailures()).isGreaterThan(failures);
        assertThat(gauge("countersign.grants.partitions.end")).isLessThan(end);

        await(postgres.execute("drop view " + last));
        await(upkeep.keepPartitions());
        assertThat(is("select exists (select from grant_partitions where name = $1)", last))
                .isTrue();
        assertThat(gauge("countersign.grants.partitions.end")).isEqualTo(end);
    }

    @Test
    void changesThatWerePublishedLongAgoAreForgotten() {
        String app = "app-" + UUID.randomUUID();
        await(
                postgres.execute(
                        """
                        insert into application_changes (client_id, published_at)
                        values ($1, now() - interval '2 days'), ($1, now())
                        """,
                        app));
        await(upkeep.forgetChanges());
        assertThat(is("select count(*) = 1 from application_changes where client_id = $1", app))
                .isTrue();
    }

    private double partitionFailures() {
        return registry.get("countersign.upkeep.failures")
                .tag("task", "partitions")
                .counter()
                .count();
    }
}
