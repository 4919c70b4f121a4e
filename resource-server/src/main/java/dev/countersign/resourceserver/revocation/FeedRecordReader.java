package dev.countersign.resourceserver.revocation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.resourceserver.revocation.FeedRecord.Heartbeat;
import dev.countersign.resourceserver.revocation.FeedRecord.Rule;
import dev.countersign.resourceserver.revocation.FeedRecord.Unreadable;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads version 1 of the public format. Strict: what is not exactly a rule is unreadable. */
final class FeedRecordReader {

    private static final Set<String> SELECTORS =
            Set.of("jti", "grant_id", "sid", "sub", "client_id", "aud", "kid");
    private static final Set<String> OTHERS = Set.of("v", "id", "before", "everything", "until");
    private static final long LATEST = 253_402_300_799_999L;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private FeedRecordReader() {}

    static FeedRecord read(byte @Nullable [] value) {
        if (value == null) {
            return new Unreadable("an empty record");
        }
        try {
            return of(JSON.readTree(value));
        } catch (IOException e) {
            return new Unreadable("not JSON");
        }
    }

    static FeedRecord of(JsonNode json) {
        try {
            if (!json.path("v").isInt() || json.path("v").intValue() != 1) {
                return new Unreadable("a version other than 1");
            }
            return json.has("heartbeat") ? heartbeat(json) : rule(json);
        } catch (IllegalArgumentException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** As strictly as a record: a member that stands there twice could mean either. */
    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON");
        }
    }

    private static Heartbeat heartbeat(JsonNode json) {
        Instant at = instant(json, "heartbeat").orElseThrow(() -> missing("heartbeat"));
        JsonNode partitions = json.path("partitions");
        if (!partitions.isInt() || partitions.intValue() < 1) {
            throw new IllegalArgumentException("a heartbeat without partitions");
        }
        return new Heartbeat(at, partitions.intValue());
    }

    private static Rule rule(JsonNode json) {
        Set<String> ignored = new TreeSet<>();
        json.fieldNames().forEachRemaining(ignored::add);
        boolean selects = SELECTORS.stream().anyMatch(json::hasNonNull);
        ignored.removeAll(SELECTORS);
        ignored.removeAll(OTHERS);
        // With unknown fields only, ignoring them leaves a rule on everything: more, never less.
        if (!selects && ignored.isEmpty() && !everything(json)) {
            throw new IllegalArgumentException("a rule without any field");
        }
        return new Rule(
                new RevocationRule(
                        string(json, "id").orElseThrow(() -> missing("id")),
                        string(json, "jti"),
                        string(json, "grant_id"),
                        string(json, "sid"),
                        subjects(json),
                        string(json, "client_id"),
                        string(json, "aud"),
                        string(json, "kid"),
                        instant(json, "before"),
                        instant(json, "until").orElseThrow(() -> missing("until"))),
                Set.copyOf(ignored));
    }

    private static boolean everything(JsonNode json) {
        JsonNode everything = json.path("everything");
        if (json.hasNonNull("everything") && !everything.isBoolean()) {
            throw new IllegalArgumentException("everything is not a boolean");
        }
        return everything.booleanValue();
    }

    private static Optional<String> string(JsonNode json, String field) {
        return json.hasNonNull(field)
                ? Optional.of(text(json.get(field), field))
                : Optional.empty();
    }

    private static Set<String> subjects(JsonNode json) {
        if (!json.hasNonNull("sub")) {
            return Set.of();
        }
        JsonNode sub = json.get("sub");
        if (!sub.isArray() || sub.isEmpty()) {
            throw new IllegalArgumentException("sub is not an array of subjects");
        }
        return StreamSupport.stream(sub.spliterator(), false)
                .map(value -> text(value, "sub"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text(JsonNode value, String field) {
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IllegalArgumentException(field + " is not a string");
        }
        return value.textValue();
    }

    /** Milliseconds since 1970. */
    private static Optional<Instant> instant(JsonNode json, String field) {
        if (!json.hasNonNull(field)) {
            return Optional.empty();
        }
        JsonNode value = json.get(field);
        if (!value.canConvertToLong()
                || !value.isIntegralNumber()
                || value.longValue() < 0
                || value.longValue() > LATEST) {
            throw new IllegalArgumentException(field + " is not in milliseconds");
        }
        return Optional.of(Instant.ofEpochMilli(value.longValue()));
    }

    private static IllegalArgumentException missing(String field) {
        return new IllegalArgumentException("without " + field);
    }
}
