package dev.countersign.revocation.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.revocation.RecordedRule;
import dev.countersign.store.revocation.StampedRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A revocation as it is shown: the rule in the names of the public format (contract, section 5),
 * who gave it and why, and how far it has come.
 *
 * @param by a user's id, a client's, or what part of the server did it
 * @param publishedAt when the broker had acknowledged it
 * @param markedAt when the rows of the grants that it stops were marked; they were stopped before
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RevocationReport(
        UUID id,
        Optional<String> jti,
        Optional<String> grantId,
        Optional<String> sid,
        List<String> sub,
        Optional<String> clientId,
        Optional<String> aud,
        Optional<String> kid,
        Optional<Boolean> everything,
        Optional<Instant> before,
        Optional<Instant> until,
        String reason,
        Optional<String> by,
        Optional<Instant> createdAt,
        Optional<Instant> publishedAt,
        Optional<Instant> markedAt) {

    /** Of a rule that is in force now and on its way to everybody. */
    static RevocationReport of(StampedRule stamped, String reason, String by) {
        return of(
                stamped.rule(),
                Optional.of(stamped.before()),
                Optional.of(stamped.until()),
                reason,
                Optional.of(by),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static RevocationReport of(RecordedRule recorded) {
        return of(
                recorded.rule(),
                recorded.before(),
                recorded.until(),
                recorded.reason(),
                recorded.by(),
                Optional.of(recorded.createdAt()),
                recorded.publishedAt(),
                recorded.markedAt());
    }

    private static RevocationReport of(
            RevocationRule rule,
            Optional<Instant> before,
            Optional<Instant> until,
            String reason,
            Optional<String> by,
            Optional<Instant> createdAt,
            Optional<Instant> publishedAt,
            Optional<Instant> markedAt) {
        return new RevocationReport(
                rule.id(),
                rule.tokenId().map(Object::toString),
                rule.grant().map(Object::toString),
                rule.session().map(Object::toString),
                rule.subjects().stream().sorted().toList(),
                rule.client().map(Object::toString),
                rule.audience(),
                rule.key().map(Object::toString),
                rule.everything() ? Optional.of(true) : Optional.empty(),
                before,
                until,
                reason,
                by,
                createdAt,
                publishedAt,
                markedAt);
    }
}
