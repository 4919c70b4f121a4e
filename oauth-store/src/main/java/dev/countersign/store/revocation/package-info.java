/**
 * Revocation rules in PostgreSQL: the fact and its rule in one transaction, the stamp after it, and
 * the outbox from which the relay publishes them.
 */
@NullMarked
package dev.countersign.store.revocation;

import org.jspecify.annotations.NullMarked;
