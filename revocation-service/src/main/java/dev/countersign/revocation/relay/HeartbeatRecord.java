package dev.countersign.revocation.relay;

import java.time.Instant;

/**
 * Every rule committed before {@code heartbeat} has been delivered to the topic, which has {@code
 * partitions} (contract, section 5; {@code docs/schemas/heartbeat.schema.json}). An older one, from
 * a slower relay, says less and is no danger.
 *
 * @param heartbeat milliseconds, by PostgreSQL's clock
 */
record HeartbeatRecord(int v, long heartbeat, int partitions) {

    private static final int VERSION = 1;

    /** Cut to milliseconds, so it never says more than is known. */
    static HeartbeatRecord at(Instant instant, int partitions) {
        return new HeartbeatRecord(VERSION, instant.toEpochMilli(), partitions);
    }
}
