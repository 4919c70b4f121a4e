package dev.countersign.revocation.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.fixture.TopicReader.Read;
import dev.countersign.revocation.topic.Topics;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** Design, Revocation 2 and 4: no heartbeat says more than is true. */
class RelayTimeTest extends RelayRoom {

    @Test
    void aTransactionThatCommitsLateIsNotSkipped() {
        relay();
        SqlConnection connection = stack.pool().getConnection().await().atMost(LONG);
        Transaction open = connection.begin().await().atMost(LONG);
        Tuple rule = RelayStack.newRule();
        connection.preparedQuery(RelayStack.INSERT).execute(rule).await().atMost(LONG);
        long inserted = clock().toEpochMilli();
        TopicReader.await("a later T", LONG, () -> reader.newestHeartbeat() > inserted + 600);
        long promised = reader.newestHeartbeat();

        open.commit().await().atMost(LONG);
        connection.close().await().atMost(LONG);

        Read read = reader.awaitRule(rule.getUUID(0), LONG);
        // T spoke of what was committed before it; this one stops later authorizations too
        assertThat(read.value().get("before").longValue()).isGreaterThan(promised);
        assertNoHeartbeatOvertook();
    }

    @Test
    void aRowThatAnotherRelayHoldsCountsAsUnpublished() {
        relay();
        UUID rule = stack.commitRule();
        SqlConnection connection = stack.pool().getConnection().await().atMost(LONG);
        Transaction open = connection.begin().await().atMost(LONG);
        connection
                .preparedQuery(
                        """
                        update revocation_rules
                          set before = clock_timestamp(), until = now() + interval '1 hour'
                        where id = $1
                        """)
                .execute(Tuple.of(rule))
                .await()
                .atMost(LONG);
        long held = clock().toEpochMilli();
        // three rounds of heartbeats
        TopicReader.await("time", LONG, () -> clock().toEpochMilli() > held + 1500);
        assertThat(reader.newestHeartbeat()).isLessThanOrEqualTo(held);

        open.commit().await().atMost(LONG);
        connection.close().await().atMost(LONG);
        reader.awaitRule(rule, LONG);
        TopicReader.await("heartbeats", LONG, () -> reader.newestHeartbeat() > held);
        assertNoHeartbeatOvertook();
    }

    @Test
    void aTopicMadeAnewGetsEveryLiveRuleBeforeItsFirstHeartbeat() throws Exception {
        relay();
        List<UUID> rules = stack.revoke(20);
        rules.forEach(rule -> reader.awaitRule(rule, LONG));
        UUID dead = stack.revoke();
        reader.awaitRule(dead, LONG);
        stack.sql("update revocation_rules set until = now() where id = $1", dead);
        reader.close();

        try (Admin admin = Admin.create(stack.kafka())) {
            admin.deleteTopics(List.of(Topics.REVOCATIONS)).all().get();
        }
        TopicReader.await("made anew", LONG, stack::hasTopic);
        reader = new TopicReader(stack.stores().kafka().bootstrapServers(), RelayStack.PARTITIONS);

        long now = clock().toEpochMilli();
        TopicReader.await("a heartbeat", LONG, () -> reader.newestHeartbeat() > now);
        assertThat(reader.rules()).containsAll(rules).doesNotContain(dead);
        for (Read read : reader.all()) {
            assertThat(read.isHeartbeat() && firstRuleComesLater(read)).isFalse();
        }
    }

    @Test
    void aClockThatWentBackStampsNothingUntilASecondAfterItsNewestTime() {
        relay();
        stack.sql("update revocation_clock set newest = clock_timestamp() + interval '1 second'");
        long until = clock().plusSeconds(1).toEpochMilli();
        UUID rule = stack.revoke();
        assertThat(reader.rule(rule)).isEmpty();
        Read read = reader.awaitRule(rule, LONG);
        assertThat(read.value().get("before").longValue()).isGreaterThan(until + 900);
        assertNoHeartbeatOvertook();
    }

    private boolean firstRuleComesLater(Read heartbeat) {
        return reader.all().stream()
                .anyMatch(
                        read ->
                                !read.isHeartbeat()
                                        && read.partition() == heartbeat.partition()
                                        && read.offset() > heartbeat.offset());
    }
}
