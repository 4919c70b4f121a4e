package dev.countersign.revocation.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.revocation.fixture.TopicReader;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Design, Revocation 4: a relay in a process of its own, killed amid its work. */
class RelayKilledTest extends RelayRoom {

    private static final int THOUSANDS = 4_000;

    private RelayProcess process() {
        RelayProcess process = stack.process();
        relays.add(process);
        awaitHeartbeat();
        return process;
    }

    private long published(Set<UUID> rules) {
        return rules.stream().filter(reader::has).count();
    }

    /** By the marks, which only a relay sets. */
    private long unpublished() {
        return stack.sql("select count(*) from revocation_rules where published_at is null")
                .iterator()
                .next()
                .getLong(0);
    }

    private Set<UUID> killAmidThousands(RelayProcess doomed) {
        Set<UUID> rules = stack.commitRules(THOUSANDS);
        TopicReader.await("some", LONG, () -> published(rules) > 0);
        doomed.close();
        assertThat(doomed.isAlive()).isFalse();
        assertThat(unpublished()).as("it was in the middle").isPositive();
        return rules;
    }

    private void allArriveAndNoHeartbeatLied(Set<UUID> rules) {
        TopicReader.await("all", LONG, () -> published(rules) == THOUSANDS);
        TopicReader.await("all marked", LONG, () -> unpublished() == 0);
        awaitHeartbeat();
        assertNoHeartbeatOvertook();
    }

    @Test
    void whatAKilledRelayHeldIsPublishedByTheOther() {
        RelayProcess doomed = process();
        relay();
        allArriveAndNoHeartbeatLied(killAmidThousands(doomed));
    }

    @Test
    void whatTheOnlyRelayHeldWaitsForTheNext() {
        Set<UUID> rules = killAmidThousands(process());
        relay();
        allArriveAndNoHeartbeatLied(rules);
    }
}
