package dev.countersign.store.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.protocol.ClientId;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record of {@code countersign.applications} ({@code docs/schemas/application-*.json}). */
sealed interface SaidOfChanges {

    record Changed(Change change) implements SaidOfChanges {}

    /**
     * Of the changes that this partition has, every one committed before {@code at} stands before.
     *
     * @param topic the id of the topic that it was written to
     */
    record Heartbeat(Instant at, int partitions, String topic) implements SaidOfChanges {}

    /** Of a later version, or damaged: anything may have changed. */
    record Unknown() implements SaidOfChanges {}

    ObjectMapper JSON = new ObjectMapper();

    static SaidOfChanges read(byte @Nullable [] value) {
        if (value == null) {
            return new Unknown();
        }
        try {
            JsonNode json = JSON.readTree(value);
            return json.path("v").asInt() == 1 ? read(json) : new Unknown();
        } catch (IOException | IllegalArgumentException e) {
            return new Unknown();
        }
    }

    private static SaidOfChanges read(JsonNode json) {
        JsonNode heartbeat = json.path("heartbeat");
        if (heartbeat.canConvertToLong() && heartbeat.isIntegralNumber()) {
            return new Heartbeat(
                    Instant.ofEpochMilli(heartbeat.longValue()),
                    json.path("partitions").asInt(),
                    json.path("topic").asText());
        }
        if (json.path("application").isTextual()) {
            return new Changed(
                    new Change.OfApplication(new ClientId(json.path("application").textValue())));
        }
        return json.path("api").isTextual()
                ? new Changed(new Change.OfApi(json.path("api").textValue()))
                : new Unknown();
    }
}
