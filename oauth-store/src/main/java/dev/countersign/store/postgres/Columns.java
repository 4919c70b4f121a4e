package dev.countersign.store.postgres;

import dev.countersign.protocol.Scopes;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Columns of a row as value types. */
public final class Columns {

    private Columns() {}

    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    public static Optional<Instant> optionalInstant(Row row, String column) {
        @Nullable OffsetDateTime value = row.getOffsetDateTime(column);
        return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
    }

    /** A column of milliseconds. */
    public static Duration millis(Row row, String column) {
        return Duration.ofMillis(row.getLong(column));
    }

    public static Optional<String> optionalText(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }

    public static List<String> texts(Row row, String column) {
        return List.of(row.getArrayOfStrings(column));
    }

    public static Scopes scopes(Row row, String column) {
        return Scopes.of(texts(row, column));
    }

    public static Optional<byte[]> optionalBytes(Row row, String column) {
        return Optional.ofNullable(row.getBuffer(column))
                .map(buffer -> buffer.getDelegate().getBytes());
    }
}
