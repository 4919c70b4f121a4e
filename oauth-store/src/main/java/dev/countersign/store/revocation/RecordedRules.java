package dev.countersign.store.revocation;

import static dev.countersign.store.postgres.Columns.instant;
import static dev.countersign.store.postgres.Columns.optionalInstant;
import static dev.countersign.store.postgres.Columns.optionalText;

import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** The rules that are still kept: as long as anything that they stop can live. */
@Singleton
public final class RecordedRules {

    private static final String FIND =
            "select "
                    + RuleRows.COLUMNS
                    + """
                    , reason, caused_by, created_at, stamped_at, published_at, marked_at
                    from revocation_rules where id = $1
                    """;

    private final Postgres postgres;

    public RecordedRules(Postgres postgres) {
        this.postgres = postgres;
    }

    public Uni<Optional<RecordedRule>> find(UUID id) {
        return postgres.row(FIND, id).map(row -> row.map(RecordedRules::recorded));
    }

    private static RecordedRule recorded(Row row) {
        return new RecordedRule(
                RuleRows.rule(row),
                optionalInstant(row, "before"),
                optionalInstant(row, "until"),
                row.getString("reason"),
                optionalText(row, "caused_by"),
                instant(row, "created_at"),
                optionalInstant(row, "stamped_at"),
                optionalInstant(row, "published_at"),
                optionalInstant(row, "marked_at"));
    }
}
