/** Creations that are done once, however often they are asked for under the same key. */
@NullMarked
package dev.countersign.store.idempotency;

import org.jspecify.annotations.NullMarked;
