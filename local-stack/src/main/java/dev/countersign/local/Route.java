package dev.countersign.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of the path table.
 *
 * @param pattern a path that must be equal, or one that ends in {@code /**} and covers what is
 *     below
 * @param methods empty where every method passes
 */
public record Route(String pattern, Set<String> methods, String service) {

    private static final String BELOW = "/**";

    static Route parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 3) {
            throw new IllegalArgumentException("a route has three columns: " + line);
        }
        return new Route(columns[0], methods(columns[1]), columns[2]);
    }

    private static Set<String> methods(String column) {
        return column.equals("*")
                ? Set.of()
                : Arrays.stream(column.split(",", -1))
                        .map(method -> method.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it covers what is below its path, and not the path itself. */
    public boolean isBelow() {
        return pattern.endsWith(BELOW);
    }

    /** The path, without the mark of what is below it. */
    public String path() {
        return isBelow() ? pattern.substring(0, pattern.length() - BELOW.length()) : pattern;
    }

    boolean covers(String path) {
        return isBelow() ? path.startsWith(path() + "/") : path.equals(pattern);
    }

    /** HEAD goes where GET goes, and a service answers its own preflights. */
    boolean allows(String method) {
        return methods.isEmpty()
                || methods.contains(method)
                || method.equals("OPTIONS")
                || (method.equals("HEAD") && methods.contains("GET"));
    }
}
