package dev.countersign.store.revocation;

import dev.countersign.protocol.revocation.RevocationRule;
import java.time.Instant;
import java.util.Optional;

/**
 * A rule with what became of it.
 *
 * @param before empty until it is stamped; unstamped, it stops everything that it matches
 * @param by who caused it: a user's id, a client's, or what part of the server did
 * @param stampedAt by PostgreSQL's clock, after its commit; another time than {@code before} where
 *     that was given
 * @param publishedAt when the broker had acknowledged it
 * @param markedAt when the rows that it stops were marked
 */
public record RecordedRule(
        RevocationRule rule,
        Optional<Instant> before,
        Optional<Instant> until,
        String reason,
        Optional<String> by,
        Instant createdAt,
        Optional<Instant> stampedAt,
        Optional<Instant> publishedAt,
        Optional<Instant> markedAt) {}
