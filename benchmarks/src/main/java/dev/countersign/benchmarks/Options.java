package dev.countersign.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rest of the command line: {@code --name value}, or {@code --name} alone for a switch. */
public final class Options {

    private final Map<String, Optional<String>> given = new HashMap<>();

    /**
     * @throws IllegalArgumentException if something stands there that no option begins
     */
    public Options(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                throw new IllegalArgumentException(arguments[i] + " belongs to no option");
            }
            String name = arguments[i].substring(2);
            boolean hasValue = i + 1 < arguments.length && !arguments[i + 1].startsWith("--");
            given.put(name, hasValue ? Optional.of(arguments[++i]) : Optional.empty());
        }
    }

    /** The option's value if it was given. */
    public Optional<String> text(String name) {
        return given.getOrDefault(name, Optional.empty());
    }

    public int number(String name, int otherwise) {
        return text(name).map(it -> Integer.parseInt(it.replace("_", ""))).orElse(otherwise);
    }

    /** Whether the option was given, with or without a value. */
    public boolean has(String name) {
        return given.containsKey(name);
    }
}
