package dev.countersign.revocation.relay;

import dev.countersign.revocation.topic.TopicState;
import dev.countersign.store.revocation.StampedRule;
import java.time.Instant;
import java.util.Optional;

/** Each rule goes to one partition, chosen by its id. */
final class RuleFormat implements Format<StampedRule> {

    @Override
    public Message of(StampedRule rule) {
        return new Message(rule.id().toString(), RuleRecord.of(rule));
    }

    @Override
    public Message heartbeat(Instant at, TopicState topic) {
        return new Message(Optional.empty(), HeartbeatRecord.at(at, topic.partitions()));
    }
}
