/**
 * Rows that wait to be published to a topic: written in the transaction of what they tell, marked
 * once the broker has them.
 */
@NullMarked
package dev.countersign.store.outbox;

import org.jspecify.annotations.NullMarked;
