/**
 * The relays: they take what was committed from an outbox to its topic, and say by heartbeats up to
 * when all has been delivered. Any number of replicas run them side by side; none of it is on the
 * path of an answer.
 */
@NullMarked
package dev.countersign.revocation.relay;

import org.jspecify.annotations.NullMarked;
