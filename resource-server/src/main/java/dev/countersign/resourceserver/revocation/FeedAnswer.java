package dev.countersign.resourceserver.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.resourceserver.revocation.FeedRecord.Heartbeat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * An answer of {@code /revocations/feed}: {@code {v, cursor, heartbeat, rules, more, reset}}. Its
 * heartbeat counts once nothing more is to come: every rule committed before it is known then.
 *
 * @param cursor opaque
 * @param reset the chain began anew with this answer
 */
record FeedAnswer(
        String cursor,
        Optional<Heartbeat> heartbeat,
        List<FeedRecord> rules,
        boolean more,
        boolean reset) {

    private static final int LONGEST_CURSOR = 4096;
    private static final long LATEST = 253_402_300_799_999L;

    /** Whether a later version of the issuer speaks, which this library can not follow. */
    static boolean isOfAnotherVersion(JsonNode json) {
        return json.path("v").isInt() && json.path("v").intValue() != 1;
    }

    /**
     * @throws IllegalArgumentException for what is no answer of a feed, such as a proxy's own page
     */
    static FeedAnswer read(JsonNode json) {
        JsonNode rules = json.path("rules");
        JsonNode more = json.path("more");
        if (!json.path("v").isInt()) {
            throw new IllegalArgumentException("no v");
        }
        if (!rules.isArray() || !more.isBoolean()) {
            throw new IllegalArgumentException("rules is not an array or more no boolean");
        }
        return new FeedAnswer(
                cursor(json.path("cursor")),
                more.booleanValue() ? Optional.empty() : heartbeat(json.path("heartbeat")),
                StreamSupport.stream(rules.spliterator(), false)
                        .map(FeedRecordReader::of)
                        .filter(record -> !(record instanceof Heartbeat))
                        .toList(),
                more.booleanValue(),
                json.path("reset").asBoolean());
    }

    private static String cursor(JsonNode cursor) {
        if (!cursor.isTextual()
                || cursor.textValue().isEmpty()
                || cursor.textValue().length() > LONGEST_CURSOR) {
            throw new IllegalArgumentException("no cursor");
        }
        return cursor.textValue();
    }

    /** Absent while the issuer knows of none itself. */
    private static Optional<Heartbeat> heartbeat(JsonNode at) {
        if (at.isMissingNode() || at.isNull()) {
            return Optional.empty();
        }
        if (!at.isIntegralNumber()
                || !at.canConvertToLong()
                || at.longValue() < 0
                || at.longValue() > LATEST) {
            throw new IllegalArgumentException("heartbeat is not in milliseconds");
        }
        return Optional.of(new Heartbeat(Instant.ofEpochMilli(at.longValue()), 1));
    }
}
