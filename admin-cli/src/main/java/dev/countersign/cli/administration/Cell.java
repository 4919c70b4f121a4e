package dev.countersign.cli.administration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** A value of JSON in a table. */
final class Cell {

    private static final String NOTHING = "-";

    private Cell() {}

    static String of(JsonNode value) {
        if (value.isMissingNode()
                || value.isNull()
                || (value.isContainerNode() && value.isEmpty())) {
            return NOTHING;
        }
        if (value.isArray()) {
            return value.valueStream().map(Cell::of).collect(Collectors.joining(", "));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .map(it -> it.getKey() + "=" + of(it.getValue()))
                    .collect(Collectors.joining(" "));
        }
        return value.asText();
    }
}
