/**
 * Changes of applications and APIs, by whomever they are made: the outbox that the relay empties
 * into {@code countersign.applications}, and what every replica's cache hears from there.
 */
@NullMarked
package dev.countersign.store.change;

import org.jspecify.annotations.NullMarked;
