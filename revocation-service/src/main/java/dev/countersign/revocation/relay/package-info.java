/**
 * The relay: takes committed rules from the outbox to the topic, and says by heartbeats up to when
 * all have been delivered. Any number of replicas run it side by side; none of it is on the path of
 * a revocation's answer.
 */
@NullMarked
package dev.countersign.revocation.relay;

import org.jspecify.annotations.NullMarked;
