package dev.countersign.store.postgres;

import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.claim.ProfileClaims;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** What is asked for besides the scopes; null where that is nothing. */
    public static ClaimsRequest claimsRequest(Row row, String column) {
        return Optional.ofNullable(row.getJsonObject(column))
                .map(it -> ClaimsRequest.of(it.getMap()))
                .orElse(ClaimsRequest.NONE);
    }

    /** An object of claims, as it was checked when it was written. */
    public static ProfileClaims claims(Row row, String column) {
        Map<String, Object> claims = new LinkedHashMap<>();
        for (Map.Entry<String, Object> claim : row.getJsonObject(column)) {
            Object value = claim.getValue();
            claims.put(claim.getKey(), value instanceof JsonObject parts ? parts.getMap() : value);
        }
        return new ProfileClaims(claims);
    }
}
