package dev.countersign.store.postgres;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * A page of a keyset: the next one begins behind its last item.
 *
 * @param more whether there is a next one
 */
public record KeysetPage<T>(List<T> items, boolean more) {

    public KeysetPage {
        items = List.copyOf(items);
    }

    /** Of rows that were asked for with a limit of one more than the page holds. */
    public static <T> KeysetPage<T> of(RowSet<Row> rows, int size, Function<Row, T> item) {
        return new KeysetPage<>(
                StreamSupport.stream(rows.spliterator(), false).limit(size).map(item).toList(),
                rows.size() > size);
    }

    /** The item behind which the next page begins, if there is one. */
    public Optional<T> last() {
        return more ? Optional.of(items.getLast()) : Optional.empty();
    }
}
