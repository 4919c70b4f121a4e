/**
 * The topics that the relays write to, {@code countersign.revocations} before all: made where they
 * are missing, kept as the contract says, and known by id, for a topic made anew is empty.
 */
@NullMarked
package dev.countersign.revocation.topic;

import org.jspecify.annotations.NullMarked;
