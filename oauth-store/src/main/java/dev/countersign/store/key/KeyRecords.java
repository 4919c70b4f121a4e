package dev.countersign.store.key;

import static dev.countersign.store.postgres.Columns.instant;
import static dev.countersign.store.postgres.Columns.optionalInstant;

import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All keys that are kept, the compromised ones too, newest first. */
@Singleton
public final class KeyRecords {

    private static final String ALL =
            """
            select kid, algorithm, created_at, signs_from, signs_until, compromised_at
            from signing_keys order by signs_from desc, kid
            """;

    private final Postgres postgres;

    public KeyRecords(Postgres postgres) {
        this.postgres = postgres;
    }

    public Uni<List<KeyRecord>> all() {
        return postgres.execute(ALL)
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .flatMap(KeyRecords::key)
                                        .toList());
    }

    private static Stream<KeyRecord> key(Row row) {
        return KeySteps.times(row)
                .map(
                        times ->
                                new KeyRecord(
                                        times,
                                        instant(row, "created_at"),
                                        optionalInstant(row, "compromised_at")));
    }
}
