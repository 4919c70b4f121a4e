/**
 * Taking access back: {@code revoke} for clients; {@code relay}, {@code topic} and {@code feed} for
 * the APIs that have to know; {@code propagation} for who knows already; {@code upkeep} in the
 * background.
 */
@NullMarked
package dev.countersign.revocation;

import org.jspecify.annotations.NullMarked;
