package dev.countersign.revocation.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.fixture.TopicReader.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Where relays are watched: stores that all rooms share, and a consumer that reads everything. */
abstract class RelayRoom {

    /** For events only: what is promised to be quick is measured. */
    static final Duration LONG = Duration.ofSeconds(60);

    final RelayStack stack = RelayStack.shared();
    final List<AutoCloseable> relays = new ArrayList<>();
    TopicReader reader = stack.reader();

    @BeforeEach
    void beginWithNothingUnpublished() {
        stack.sql("delete from revocation_rules");
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable relay : relays) {
            relay.close();
        }
        reader.close();
    }

    /** Starts a relay and waits for its first heartbeat. */
    RuleRelay relay() {
        RuleRelay relay = stack.relay();
        relays.add(relay);
        awaitHeartbeat();
        return relay;
    }

    /** Waits for one that speaks of this moment. */
    void awaitHeartbeat() {
        long now = clock().toEpochMilli();
        TopicReader.await("a heartbeat", LONG, () -> reader.newestHeartbeat() > now);
    }

    /** PostgreSQL's. */
    Instant clock() {
        return stack.sql("select clock_timestamp()")
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    boolean databaseAnswers() {
        try {
            clock();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** In no partition stands a heartbeat later than a rule's stamp before that rule. */
    void assertNoHeartbeatOvertook() {
        long[] newest = new long[RelayStack.PARTITIONS];
        Set<UUID> seen = new HashSet<>();
        for (Read read : reader.all()) {
            if (read.isHeartbeat()) {
                newest[read.partition()] = Math.max(newest[read.partition()], read.heartbeat());
            } else if (seen.add(read.rule().orElseThrow())) {
                assertThat(newest[read.partition()])
                        .isLessThanOrEqualTo(read.value().get("before").longValue());
            }
        }
    }
}
