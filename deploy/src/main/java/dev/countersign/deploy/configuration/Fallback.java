package dev.countersign.deploy.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What holds where the operator gives no value. */
sealed interface Fallback {

    /** As the table says it. */
    String text();

    /** Nothing: without a value the program does not start. */
    record Required() implements Fallback {
        @Override
        public String text() {
            return "required";
        }
    }

    /** Nothing, and the program runs without it. */
    record None() implements Fallback {
        @Override
        public String text() {
            return "none";
        }
    }

    record Value(String value) implements Fallback {
        @Override
        public String text() {
            return "`" + value + "`";
        }
    }

    /** Another value for each program. */
    record ByProgram(SequencedMap<String, Fallback> values) implements Fallback {
        @Override
        public String text() {
            Map<String, List<String>> programs =
                    values.entrySet().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            it -> it.getValue().text(),
                                            LinkedHashMap::new,
                                            Collectors.mapping(
                                                    Map.Entry::getKey, Collectors.toList())));
            return programs.entrySet().stream()
                    .map(it -> it.getKey() + " in " + String.join(", ", it.getValue()))
                    .collect(Collectors.joining("; "));
        }
    }
}
