package dev.countersign.store.inventory;

import dev.countersign.protocol.GrantId;
import dev.countersign.store.postgres.Columns;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.BoundedCount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Who holds which access: searched, never loaded. */
@Singleton
public final class Inventory {

    /** Counting goes so far. */
    public static final int COUNTED = 10_000;

    /** Of a search, in PostgreSQL too: an administrator waits longer than a client. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /**
     * Leaves the planner one plan, the walk of an index in its order: without the values, which a
     * plan is made without, it would at times rather collect everything and sort that.
     */
    static final String WALK_ONLY =
            """
            select now() as now, set_config('statement_timeout', $1, true),
              set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true),
              set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
              set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)
            """;

    private static final String UNMARKED =
            """
            select count(*) from
              (select from revocation_rules where marked_at is null limit 10000) as unmarked
            """;

    private static final int GATHERED = 5_000;

    private final Postgres postgres;
    private final Shapes shapes;
    private final int gathered;

    @Inject
    public Inventory(Postgres postgres) {
        this(postgres, GATHERED);
    }

    /**
     * @param gathered so many are gathered before a walk; sorting them takes a millisecond or two
     */
    Inventory(Postgres postgres, int gathered) {
        this.postgres = postgres;
        this.shapes = new Shapes(postgres);
        this.gathered = gathered;
    }

    /**
     * The next page, newest first.
     *
     * @param after where the page before ended
     * @param limit how many at most
     */
    public Uni<InventoryPage> page(GrantFilter filter, Optional<PagePosition> after, int limit) {
        return shapes.of(filter.access())
                .flatMap(
                        found ->
                                walk(
                                        filter,
                                        after,
                                        List.<PagePosition>of(),
                                        (connection, bounds) ->
                                                positions(
                                                        connection,
                                                        new Walk(
                                                                filter, found, bounds, limit + 1))))
                .flatMap(positions -> page(filter, positions, limit));
    }

    /** How many there are in all: by the marks of the rows, which rules reach a moment later. */
    public Uni<BoundedCount> count(GrantFilter filter) {
        return shapes.of(filter.access())
                .flatMap(
                        found ->
                                walk(
                                        filter,
                                        Optional.empty(),
                                        0L,
                                        (connection, bounds) ->
                                                number(
                                                        connection,
                                                        new Walk(
                                                                filter,
                                                                found,
                                                                bounds,
                                                                COUNTED + 1))))
                .map(number -> new BoundedCount(Math.min(number, COUNTED), number <= COUNTED));
    }

    /** The grants of these ids, newest first; those that are not there are left out. */
    public Uni<List<InventoryRow>> find(List<GrantId> ids) {
        UUID[] plain = ids.stream().map(GrantId::value).distinct().toArray(UUID[]::new);
        return postgres.execute(InventoryRows.BY_IDS, (Object) plain)
                .map(rows -> stream(rows).map(InventoryRow::of).toList());
    }

    /** How many rules still have rows to mark, up to ten thousand. */
    public Uni<Long> unmarkedRules() {
        return postgres.row(UNMARKED).map(row -> row.orElseThrow().getLong(0));
    }

    private interface Search<T> {
        Uni<T> in(SqlConnection connection, WalkBounds bounds);
    }

    private <T> Uni<T> walk(
            GrantFilter filter, Optional<PagePosition> after, T nothing, Search<T> search) {
        return postgres.transaction(
                LONGEST,
                connection ->
                        Postgres.execute(connection, WALK_ONLY, String.valueOf(LONGEST.toMillis()))
                                .map(rows -> Columns.instant(rows.iterator().next(), "now"))
                                .flatMap(
                                        now -> {
                                            WalkBounds bounds = WalkBounds.of(filter, now, after);
                                            return bounds.isEmptyAt(now)
                                                    ? Uni.createFrom().item(nothing)
                                                    : search.in(connection, bounds);
                                        }));
    }

    private Uni<List<PagePosition>> positions(SqlConnection connection, Walk walk) {
        if (!walk.gathers()) {
            return walked(connection, walk);
        }
        return Postgres.execute(connection, walk.gathered(gathered), walk.values())
                .flatMap(
                        rows ->
                                isWhole(rows)
                                        ? Uni.createFrom().item(positions(rows))
                                        : walked(connection, walk));
    }

    private static Uni<List<PagePosition>> walked(SqlConnection connection, Walk walk) {
        return Postgres.execute(connection, walk.page(), walk.values()).map(Inventory::positions);
    }

    private boolean isWhole(RowSet<Row> page) {
        return stream(page).findFirst().filter(it -> it.getLong("found") > gathered).isEmpty();
    }

    private static List<PagePosition> positions(RowSet<Row> rows) {
        return stream(rows).map(Inventory::position).toList();
    }

    private static Uni<Long> number(SqlConnection connection, Walk walk) {
        return Postgres.execute(connection, walk.count(), walk.values())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<InventoryPage> page(GrantFilter filter, List<PagePosition> found, int limit) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(InventoryPage.EMPTY);
        }
        List<PagePosition> shown = found.subList(0, Math.min(limit, found.size()));
        Optional<PagePosition> next =
                found.size() > limit ? Optional.of(shown.getLast()) : Optional.empty();
        return find(shown.stream().map(PagePosition::id).toList())
                .map(rows -> new InventoryPage(shown(filter, rows), next));
    }

    /** The exact status is known only now; the marks have found the others. */
    private static List<InventoryRow> shown(GrantFilter filter, List<InventoryRow> rows) {
        return filter.status().equals(Optional.of(GrantStatus.LIVE))
                ? rows.stream().filter(row -> row.status() == GrantStatus.LIVE).toList()
                : rows;
    }

    private static PagePosition position(Row row) {
        return new PagePosition(Columns.instant(row, "issued_at"), new GrantId(row.getUUID("id")));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
