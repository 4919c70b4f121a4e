package dev.countersign.embedded;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The servers that a test may ask for. */
public enum Component {
    POSTGRES,
    REDIS,
    KAFKA;

    /** Reads a list such as {@code postgres,redis}. */
    static Set<Component> parse(String names) {
        Set<Component> components = EnumSet.noneOf(Component.class);
        for (String name : names.split(",", -1)) {
            components.add(valueOf(name.strip().toUpperCase(Locale.ROOT)));
        }
        return components;
    }
}
