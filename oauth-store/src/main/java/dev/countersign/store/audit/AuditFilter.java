package dev.countersign.store.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which records; what is empty is not asked for.
 *
 * @param from included
 * @param to not included
 */
public record AuditFilter(
        Optional<String> actor,
        Optional<String> action,
        Optional<String> target,
        Optional<Instant> from,
        Optional<Instant> to) {}
