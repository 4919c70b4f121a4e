package dev.countersign.revocation.propagation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an instance says ({@code docs/schemas/applied.schema.json}); times are in milliseconds. */
public sealed interface Acknowledgement {

    String instance();

    /**
     * This rule has been in force there since {@code at}, by that machine's clock; over HTTP: by
     * ours, when it was presented as applied.
     */
    record OfRule(String instance, UUID rule, long at) implements Acknowledgement {}

    /** Every rule committed before {@code until}, by our clock, is in force there. */
    record OfTime(String instance, long until) implements Acknowledgement {}

    Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._:-]{1,896}");
    int LONGEST = 1024;
    ObjectMapper JSON = new ObjectMapper();

    /**
     * @param now when a time is said
     */
    default byte[] json(Instant now) {
        ObjectNode json = JSON.createObjectNode().put("v", 1).put("instance", instance());
        switch (this) {
            case OfRule(var ignored, UUID rule, long at) ->
                    json.put("rule", rule.toString()).put("applied_at", at);
            case OfTime(var ignored, long until) ->
                    json.put("heartbeat", until).put("applied_at", now.toEpochMilli());
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for whatever is not of the form, however large it is. */
    static Optional<Acknowledgement> read(byte @Nullable [] value) {
        if (value == null || value.length > LONGEST) {
            return Optional.empty();
        }
        try {
            return read(JSON.readTree(value));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Acknowledgement> read(JsonNode json) {
        JsonNode version = json.path("v");
        String instance = json.path("instance").asText();
        if (!version.isInt()
                || version.intValue() != 1
                || !INSTANCE.matcher(instance).matches()
                || json.has("rule") == json.has("heartbeat")) {
            return Optional.empty();
        }
        return Optional.of(
                json.has("rule")
                        ? new OfRule(instance, rule(json.get("rule")), millis(json, "applied_at"))
                        : new OfTime(instance, millis(json, "heartbeat")));
    }

    private static UUID rule(JsonNode id) {
        return UUID.fromString(id.asText());
    }

    private static long millis(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new IllegalArgumentException(field + " is not in milliseconds");
        }
        return value.longValue();
    }
}
