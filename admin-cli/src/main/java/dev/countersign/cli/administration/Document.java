package dev.countersign.cli.administration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A JSON object to send; what was not given is left out, for the server's default. */
public record Document(ObjectNode json) {

    public Document() {
        this(JsonNodeFactory.instance.objectNode());
    }

    public Document with(String name, String value) {
        json.put(name, value);
        return this;
    }

    public Document with(String name, Optional<String> value) {
        value.ifPresent(it -> json.put(name, it));
        return this;
    }

    public Document with(String name, boolean value) {
        json.put(name, value);
        return this;
    }

    public Document withChoice(String name, Optional<Boolean> value) {
        value.ifPresent(it -> json.put(name, it));
        return this;
    }

    public Document with(String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = json.putArray(name);
            values.forEach(list::add);
        }
        return this;
    }
}
