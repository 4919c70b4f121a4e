package dev.countersign.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which service answers a path of the public origin: {@code docs/paths.tsv}, contract.md §1. The
 * longest match wins. A path that two programs might read differently matches nothing.
 */
public final class PathTable {

    // dot segments, empty segments, backslashes, controls, and the escapes of these and of the
    // slash
    private static final Pattern AMBIGUOUS =
            Pattern.compile(
                    "(?:^|/)\\.{1,2}(?:/|$)|//|[\\\\;\\p{Cntrl}]|%(?:2[eEfF]|5[cC]|25|3[bB]|[01].|7[fF])|%(?![0-9a-fA-F]{2})");

    private final List<Route> routes;

    PathTable(List<Route> routes) {
        this.routes =
                routes.stream()
                        .sorted(
                                Comparator.comparingInt((Route route) -> route.pattern().length())
                                        .reversed())
                        .toList();
    }

    public static PathTable load() {
        try (InputStream table = PathTable.class.getResourceAsStream("/paths.tsv")) {
            if (table == null) {
                throw new IllegalStateException("paths.tsv is not on the class path");
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8));
            return new PathTable(lines.lines().skip(1).map(Route::parse).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param path as it stood on the request line, before any decoding
     */
    Optional<Route> find(String path) {
        if (!path.startsWith("/") || AMBIGUOUS.matcher(path).find()) {
            return Optional.empty();
        }
        return routes.stream().filter(route -> route.covers(path)).findFirst();
    }

    public List<Route> routes() {
        return routes;
    }
}
