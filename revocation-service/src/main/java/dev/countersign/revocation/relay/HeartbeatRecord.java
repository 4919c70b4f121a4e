package dev.countersign.revocation.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.revocation.topic.TopicState;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything committed before {@code heartbeat} has been delivered to the topic, which has {@code
 * partitions} (contract, section 5; {@code docs/schemas/heartbeat.schema.json} and {@code
 * application-heartbeat.schema.json}). An older one, from a slower relay, says less and is no
 * danger.
 *
 * @param heartbeat milliseconds, by PostgreSQL's clock
 * @param topic the topic's id, where readers begin at its end: under another id they begin again
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record HeartbeatRecord(int v, long heartbeat, int partitions, Optional<String> topic) {

    private static final int VERSION = 1;

    /** Cut to milliseconds, so it never says more than is known. */
    static HeartbeatRecord at(Instant instant, int partitions) {
        return new HeartbeatRecord(VERSION, instant.toEpochMilli(), partitions, Optional.empty());
    }

    /** The same, of a topic that is known by its id. */
    static HeartbeatRecord at(Instant instant, TopicState topic) {
        return new HeartbeatRecord(
                VERSION, instant.toEpochMilli(), topic.partitions(), Optional.of(topic.id()));
    }
}
