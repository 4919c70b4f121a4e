package dev.countersign.revocation.relay;

import dev.countersign.revocation.topic.TopicState;
import dev.countersign.store.change.RecordedChange;
import java.time.Instant;

/** Every record has a key, for the topic is compacted. */
final class ChangeFormat implements Format<RecordedChange> {

    private static final String HEARTBEAT = "heartbeat";

    @Override
    public Message of(RecordedChange row) {
        return new Message(row.change().key(), ChangeRecord.of(row.change()));
    }

    @Override
    public Message heartbeat(Instant at, TopicState topic) {
        return new Message(HEARTBEAT, HeartbeatRecord.at(at, topic));
    }
}
