package dev.countersign.deploy.configuration;

import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What kind of value a setting takes, in words: {@code duration}, {@code list of files}.
 *
 * @param words as the table says them
 */
record ValueType(String words) {

    private static final String LIST = "list of ";

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("String", "text"),
                    Map.entry("boolean", "`true` or `false`"),
                    Map.entry("short", "whole number"),
                    Map.entry("int", "whole number"),
                    Map.entry("long", "whole number"),
                    Map.entry("Short", "whole number"),
                    Map.entry("Integer", "whole number"),
                    Map.entry("Long", "whole number"),
                    Map.entry("java.net.URI", "URI"),
                    Map.entry("java.nio.file.Path", "file"),
                    Map.entry("java.time.Duration", "duration"),
                    Map.entry("io.quarkus.runtime.configuration.MemorySize", "memory size"));

    private static final Map<String, String> PLURALS =
            Map.of("text", "texts", "URI", "URIs", "file", "files", "duration", "durations");

    boolean isList() {
        return words.startsWith(LIST);
    }

    static ValueType listOf(ValueType element) {
        return new ValueType(LIST + PLURALS.getOrDefault(element.words, element.words));
    }

    /**
     * @param type where it is named
     * @throws IllegalStateException for a type that has no words yet
     */
    static ValueType of(SourceType type, Tree named) {
        String name = type.name(named);
        String words = WORDS.get(name);
        if (words != null) {
            return new ValueType(words);
        }
        return type.sources()
                .find(name)
                .filter(it -> it.is(Tree.Kind.ENUM))
                .map(it -> new ValueType(oneOf(it)))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        type.name() + ": no words for the type " + name));
    }

    /** The constants as an operator writes them. */
    private static String oneOf(SourceType enumeration) {
        String all =
                enumeration.fields().stream()
                        .filter(ValueType::isConstant)
                        .map(it -> it.getName().toString().toLowerCase(Locale.ROOT))
                        .map(it -> "`" + it.replace('_', '-') + "`")
                        .collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }

    /** The parser shows a constant as a field that is made on the spot. */
    private static boolean isConstant(VariableTree field) {
        return field.getInitializer() instanceof NewClassTree;
    }
}
