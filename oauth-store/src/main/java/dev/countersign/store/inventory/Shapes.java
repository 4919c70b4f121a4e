package dev.countersign.store.inventory;

import dev.countersign.store.inventory.GrantFilter.Access;
import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The dictionary of what grants are of (docs/adr/0008). */
final class Shapes {

    private static final String FIND =
            """
            select id, (extract(epoch from longest) * 1000)::bigint as longest
            from grant_shapes where\s""";

    private final Postgres postgres;

    Shapes(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * What grants of one kind are of.
     *
     * @param longest none of them lives for longer
     */
    record Shape(UUID id, Duration longest) {}

    /** The shapes that allow all of this, in order; empty if it is anything. */
    Uni<Optional<List<Shape>>> of(Access access) {
        if (access.isAny()) {
            return Uni.createFrom().item(Optional.empty());
        }
        List<@Nullable Object> values = new ArrayList<>();
        StringJoiner conditions = new StringJoiner(" and ");
        access.application().ifPresent(it -> conditions.add("client_id = " + value(values, it)));
        if (!access.scopes().isEmpty()) {
            conditions.add("scopes @> " + value(values, access.scopes()));
        }
        access.api().ifPresent(it -> conditions.add("audiences @> " + value(values, List.of(it))));
        return postgres.execute(FIND + conditions + " order by id", values.toArray())
                .map(rows -> Optional.of(shapes(rows)));
    }

    private static List<Shape> shapes(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Shape(row.getUUID("id"), Columns.millis(row, "longest")))
                .toList();
    }

    private static String value(List<@Nullable Object> values, Object value) {
        values.add(value);
        return "$" + values.size();
    }
}
