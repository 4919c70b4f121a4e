package dev.countersign.cli.administration;

import dev.countersign.cli.http.Address;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which page of a list. */
public final class Paging {

    @Option(names = "--limit", paramLabel = "N", description = "At most so many rows.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "The page after the one that ended with this.")
    private Optional<String> after = Optional.empty();

    public Address of(Address list) {
        return of(list, "after");
    }

    /**
     * @param cursor what the list calls it
     */
    public Address of(Address list, String cursor) {
        return list.with("limit", limit).with(cursor, after);
    }
}
