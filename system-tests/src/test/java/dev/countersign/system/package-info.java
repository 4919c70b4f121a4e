/**
 * What the running system as a whole promises, seen through its public origin: flows, refusals,
 * revocation, replicas, stores that are away. One stack is shared by all classes.
 */
@NullMarked
package dev.countersign.system;

import org.jspecify.annotations.NullMarked;
