package dev.countersign.auth.pages;

import java.util.List;
import java.util.Map;

/** A field of a form that the person does not see. */
public record HiddenField(String name, String value) {

    public static List<HiddenField> of(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(it -> new HiddenField(it.getKey(), it.getValue()))
                .toList();
    }

    /** The value may be a code or a token. */
    @Override
    public String toString() {
        return name;
    }
}
