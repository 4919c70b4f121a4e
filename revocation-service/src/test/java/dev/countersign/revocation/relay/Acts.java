package dev.countersign.revocation.relay;

import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.fixture.TopicReader.Read;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Numbered acts, and those of them that were published. */
final class Acts implements AutoCloseable {

    private final AuditEvents events;
    private final TopicReader topic;

    Acts(RelayStack stack) {
        events = new AuditEvents(stack.postgres());
        topic = stack.reader(stack.topics().audit());
    }

    static List<Integer> upTo(int number) {
        return IntStream.rangeClosed(1, number).boxed().toList();
    }

    void act(String actor, int number) {
        events.write(
                        new AuditEvent(
                                actor,
                                "test.done",
                                Optional.empty(),
                                Map.of("number", number),
                                Optional.of("192.0.2.1")))
                .await()
                .atMost(RelayRoom.LONG);
    }

    /** In the order of the topic. */
    List<Integer> published(String actor) {
        return topic.all().stream()
                .filter(read -> read.key().equals(actor))
                .map(Read::value)
                .map(value -> value.get("detail").get("number").intValue())
                .toList();
    }

    @Override
    public void close() {
        topic.close();
    }
}
