package dev.countersign.revocation.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.RandomText;
import dev.countersign.revocation.fixture.TopicReader;
import org.junit.jupiter.api.Test;

/** What was done is published in order; without the broker, see {@link RelayWithoutStoresTest}. */
class AuditRelayTest {

    private final RelayStack stack = RelayStack.shared();

    private AuditRelay relay() {
        return stack.auditRelay(new RelayMeters("countersign.audit").registry());
    }

    @Test
    void whatEachActorDidArrivesInOrderThroughAnyNumberOfRelays() {
        String alice = "alice-" + RandomText.ofBits(64);
        String bob = "bob-" + RandomText.ofBits(64);
        try (AuditRelay one = relay();
                AuditRelay other = relay();
                Acts acts = new Acts(stack)) {
            assertThat(one).isNotSameAs(other);
            for (int number : Acts.upTo(40)) {
                acts.act(alice, number);
                acts.act(bob, number);
            }
            for (String actor : new String[] {alice, bob}) {
                TopicReader.await("all", RelayRoom.LONG, () -> acts.published(actor).size() >= 40);
                assertThat(acts.published(actor)).isEqualTo(Acts.upTo(40));
            }
        }
    }
}
