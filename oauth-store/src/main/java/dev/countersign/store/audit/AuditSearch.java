package dev.countersign.store.audit;

import dev.countersign.store.postgres.KeysetPage;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Searches the audit records, the newest first, in pages, whatever their number. */
@Singleton
public final class AuditSearch {

    private static final Place NEWEST =
            new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

    private final Postgres postgres;

    public AuditSearch(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Where a page ended. */
    public record Place(Instant at, UUID id) {

        public static Place of(RecordedEvent event) {
            return new Place(event.at(), event.id());
        }
    }

    public Uni<KeysetPage<RecordedEvent>> page(
            AuditFilter filter, Optional<Place> after, int size) {
        Place place = after.orElse(NEWEST);
        List<Object> values = new ArrayList<>(List.of(place.at(), place.id(), size + 1));
        String sql = sql(filter, values);
        return postgres.execute(sql, values.toArray())
                .map(rows -> KeysetPage.of(rows, size, RecordedEvent::of));
    }

    /**
     * A statement for each set of filters, and no condition that may be empty: each walks an index
     * that has the records in order.
     */
    private static String sql(AuditFilter filter, List<Object> values) {
        StringBuilder sql =
                new StringBuilder(
                        """
                        select id, at, actor, action, target, detail, address from audit_events
                        where at <= $1 and (at < $1 or id > $2)\
                        """);
        add(sql, "actor =", filter.actor(), values);
        add(sql, "action =", filter.action(), values);
        add(sql, "target =", filter.target(), values);
        add(sql, "at >=", filter.from(), values);
        add(sql, "at <", filter.to(), values);
        return sql.append(" order by at desc, id limit $3").toString();
    }

    private static void add(
            StringBuilder sql, String condition, Optional<?> value, List<Object> values) {
        if (value.isPresent()) {
            values.add(value.get());
            sql.append(" and ").append(condition).append(" $").append(values.size());
        }
    }
}
