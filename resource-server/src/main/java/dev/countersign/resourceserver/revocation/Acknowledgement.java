package dev.countersign.resourceserver.revocation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A value of the topic {@code countersign.applied} ({@code docs/schemas/applied.schema.json}). */
sealed interface Acknowledgement {

    /** When it became true here, by this machine's clock. */
    long atMillis();

    /** This rule is in force here. */
    record OfRule(String rule, long atMillis) implements Acknowledgement {}

    /**
     * Every rule committed before {@code until} is in force here; 1970 while nothing is certain.
     */
    record OfTime(Instant until, long atMillis) implements Acknowledgement {}

    default byte[] json(InstanceName instance) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("v", 1).put("instance", instance.value());
        switch (this) {
            case OfRule(String rule, long ignored) -> json.put("rule", rule);
            case OfTime(Instant until, long ignored) -> json.put("heartbeat", until.toEpochMilli());
        }
        return json.put("applied_at", atMillis()).toString().getBytes(StandardCharsets.UTF_8);
    }
}
