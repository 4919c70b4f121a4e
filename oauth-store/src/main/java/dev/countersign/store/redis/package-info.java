/**
 * Redis as the packages beside this one use it: scripts of one round trip, hashed keys, versioned
 * values.
 */
@NullMarked
package dev.countersign.store.redis;

import org.jspecify.annotations.NullMarked;
