package dev.countersign.revocation.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the server has to know of a record to pass it on; what it means is for the APIs to say. */
sealed interface TopicRecord {

    /**
     * @param at milliseconds; every rule committed before it stands before it in its partition
     * @param partitions how many the topic has
     */
    record Heartbeat(long at, int partitions) implements TopicRecord {}

    /**
     * A rule, or what a later version may call one: passed on, so that an API applies its policy.
     *
     * @param until milliseconds; when it may be forgotten; a rule on a key: never
     */
    record Rule(String id, long until, String json) implements TopicRecord {}

    /**
     * Not JSON, so it can not be passed on. Nobody who was not told of it may think to be fresh.
     */
    record Damaged() implements TopicRecord {}

    ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    static TopicRecord read(byte @Nullable [] value) {
        if (value == null) {
            return new Damaged();
        }
        try {
            JsonNode json = JSON.readTree(value);
            if (!json.isObject()) {
                return new Damaged();
            }
            return json.path("v").asInt() == 1 && json.has("heartbeat")
                    ? heartbeat(json)
                    : new Rule(
                            json.path("id").asText(),
                            until(json),
                            new String(value, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Damaged();
        }
    }

    private static TopicRecord heartbeat(JsonNode json) {
        JsonNode at = json.path("heartbeat");
        JsonNode partitions = json.path("partitions");
        return at.isIntegralNumber() && at.canConvertToLong() && partitions.isInt()
                ? new Heartbeat(at.longValue(), partitions.intValue())
                : new Damaged();
    }

    /**
     * What does not say when it ends is kept for as long as this log. So is a rule on a key: an API
     * started later must drop that key too, for whoever stole it signs new tokens with it.
     */
    private static long until(JsonNode json) {
        JsonNode until = json.path("until");
        return !json.has("kid") && until.isIntegralNumber() && until.canConvertToLong()
                ? until.longValue()
                : Long.MAX_VALUE;
    }
}
