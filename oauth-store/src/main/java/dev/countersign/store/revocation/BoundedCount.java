package dev.countersign.store.revocation;

/**
 * A number that was counted up to a limit.
 *
 * @param exact false if there are at least this many
 */
public record BoundedCount(long value, boolean exact) {}
