/**
 * A consumer of revocations as a team writes it that has nothing of ours: a plain Kafka client, the
 * record format (contract, section 5) and the schemas in {@code docs/}. It shares no class with
 * resource-server or with the services; they are not on the class path here.
 */
@NullMarked
package dev.countersign.system.kafka;

import org.jspecify.annotations.NullMarked;
