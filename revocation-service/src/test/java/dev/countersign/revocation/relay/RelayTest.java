package dev.countersign.revocation.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.fixture.TopicReader.Read;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Design, Revocation 4: rules and heartbeats while all is well. */
class RelayTest extends RelayRoom {

    /** A second, and what a machine that runs other tests too may add to one heartbeat. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    @Test
    void aRuleArrivesWithinASecondOfItsAnswer() {
        relay();
        stack.revoke(20);
        long[] micros = new long[100];
        for (int i = 0; i < micros.length; i++) {
            UUID rule = stack.revoke();
            long answered = System.nanoTime();
            Read read = reader.awaitRule(rule, LONG);
            micros[i] = Math.max(0, read.arrivedNanos() - answered) / 1000;
        }
        Arrays.sort(micros);
        System.out.printf(
                "stamp -> consumer: p50 %d us, p99 %d us, max %d us%n",
                micros[50], micros[98], micros[99]);
        // the slowest may meet a pause of a machine that does other work too
        assertThat(micros[97]).isLessThan(1_000_000);
    }

    @Test
    void aRuleWhoseRequestDiedBeforeStampingIsStampedAndPublished() {
        relay();
        UUID rule = stack.commitRule();
        Read read = reader.awaitRule(rule, LONG);
        Instant before = stampOf(rule);
        assertThat(read.value().get("before").longValue()).isEqualTo(before.toEpochMilli());
    }

    @Test
    void heartbeatsReachEveryPartitionAtLeastOnceASecond() {
        relay();
        long start = clock().toEpochMilli();
        TopicReader.await("four seconds", LONG, () -> reader.newestHeartbeat() >= start + 4000);
        for (int partition = 0; partition < RelayStack.PARTITIONS; partition++) {
            List<Read> heard =
                    reader.heartbeats(partition).stream()
                            .filter(read -> read.heartbeat() >= start)
                            .toList();
            assertThat(heard).hasSizeGreaterThanOrEqualTo(5);
            for (int i = 1; i < heard.size(); i++) {
                long gap = heard.get(i).arrivedNanos() - heard.get(i - 1).arrivedNanos();
                assertThat(Duration.ofNanos(gap)).isLessThan(PAUSE);
            }
            assertThat(heard)
                    .allSatisfy(
                            read ->
                                    assertThat(read.value().get("partitions").intValue())
                                            .isEqualTo(RelayStack.PARTITIONS));
        }
    }

    @Test
    void manyRelaysSideBySideLoseNothingThoughSomeDie() {
        relay();
        RuleRelay second = relay();
        relay();
        List<UUID> rules = new ArrayList<>(stack.revoke(100));
        second.close();
        rules.addAll(stack.revoke(100));
        rules.forEach(rule -> reader.awaitRule(rule, LONG));
        awaitHeartbeat();
        assertNoHeartbeatOvertook();
    }

    /** As when a relay dies after the broker's acknowledgement and before its own mark. */
    @Test
    void aRuleThatIsDeliveredAgainIsTheSame() {
        relay();
        UUID rule = stack.revoke();
        Read first = reader.awaitRule(rule, LONG);
        stack.sql("update revocation_rules set published_at = null where id = $1", rule);
        TopicReader.await("again", LONG, () -> records(rule).size() > 1);
        assertThat(records(rule)).extracting(Read::value).containsOnly(first.value());
        awaitHeartbeat();
        assertNoHeartbeatOvertook();
    }

    private List<Read> records(UUID rule) {
        return reader.all().stream()
                .filter(read -> !read.isHeartbeat() && read.rule().filter(rule::equals).isPresent())
                .toList();
    }

    private Instant stampOf(UUID rule) {
        OffsetDateTime before =
                stack.sql("select before from revocation_rules where id = $1", rule)
                        .iterator()
                        .next()
                        .getOffsetDateTime(0);
        return before.toInstant();
    }
}
