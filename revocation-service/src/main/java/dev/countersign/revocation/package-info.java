/**
 * Taking access back: {@code revoke} for clients, {@code relay} and {@code topic} for the APIs that
 * have to know.
 */
@NullMarked
package dev.countersign.revocation;

import org.jspecify.annotations.NullMarked;
