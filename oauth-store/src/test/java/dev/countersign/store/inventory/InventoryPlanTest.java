package dev.countersign.store.inventory;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.Stores;
import dev.countersign.store.inventory.GrantFilter.Access;
import dev.countersign.store.inventory.GrantFilter.Days;
import dev.countersign.store.inventory.GrantFilter.Holder;
import dev.countersign.store.inventory.GrantFilter.Period;
import dev.countersign.store.inventory.Shapes.Shape;
import dev.countersign.store.postgres.Postgres;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plans of each filter and of each pair, as they are made without the values. What is planned
 * is what would run at any size: the planner is left no other way.
 */
class InventoryPlanTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private final Stores stores = Stores.shared();

    /** Each filter sets one component, so that a pair is the second laid over the first. */
    private static final List<GrantFilter> SINGLE =
            List.of(
                    GrantFilter.ANY,
                    GrantFilter.ANY.with(users(1)),
                    GrantFilter.ANY.with(users(50)),
                    GrantFilter.ANY.with(
                            new Holder(Optional.empty(), Optional.of(SessionId.random()))),
                    GrantFilter.ANY.with(
                            new Access(
                                    Optional.of(new ClientId("a")), Scopes.NONE, Optional.empty())),
                    GrantFilter.ANY.with(GrantStatus.LIVE),
                    GrantFilter.ANY.with(GrantStatus.REVOKED),
                    GrantFilter.ANY.with(GrantStatus.EXPIRED),
                    GrantFilter.ANY.with(
                            new Period(Optional.of(NOW.minusSeconds(9)), Optional.of(NOW))),
                    GrantFilter.ANY.with(
                            new Days(
                                    Optional.of(LocalDate.of(2026, 11, 1)),
                                    Optional.of(LocalDate.of(2026, 11, 2)))));

    private static Holder users(int many) {
        return new Holder(
                Optional.of(
                        IntStream.range(0, many)
                                .mapToObj(i -> new UserId(UUID.randomUUID()))
                                .toList()),
                Optional.empty());
    }

    /** A few shapes, walked one by one, and more than can be. */
    static List<Integer> shapes() {
        return List.of(1, 20, 500);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void eachSearchWalksIndexesAndSortsNoMoreThanPages(int shapes) {
        List<Shape> found = shapes(shapes);
        for (GrantFilter one : SINGLE) {
            for (GrantFilter other : SINGLE) {
                check(both(one, other), found);
            }
        }
    }

    /** A day long ago: what was last used then is found in an index that has it together. */
    @Test
    void whatWasLastUsedOnADayIsCollectedByShapeAndDay() {
        GrantFilter filter = both(SINGLE.get(4), SINGLE.getLast());
        List<Shape> shapes = shapes(20);
        WalkBounds bounds = WalkBounds.of(filter, NOW, Optional.empty());
        Walk page = new Walk(filter, Optional.of(shapes), bounds, 51);
        Walk count = new Walk(filter, Optional.of(shapes), bounds, 10_001);

        assertThat(page.gathers()).isTrue();
        for (List<String> plan : List.of(plan(page.gathered(5_000)), plan(count.count()))) {
            assertThat(plan)
                    .noneMatch(it -> it.contains("Seq Scan") || it.contains("Bitmap"))
                    .filteredOn(it -> it.contains("Index"))
                    .filteredOn(it -> !it.contains("Index Cond"))
                    .isNotEmpty()
                    .allMatch(it -> it.contains("shape_ended_last_used_on"));
        }
    }

    /** Made for each partition, the set would cost more than the walk. */
    @Test
    void manyShapesOfADayAreOneHashedSetForAllPartitions() {
        GrantFilter filter = both(SINGLE.get(4), SINGLE.getLast());
        WalkBounds bounds = WalkBounds.of(filter, NOW, Optional.empty());
        Walk walk = new Walk(filter, Optional.of(shapes(500)), bounds, 51);

        assertThat(walk.gathers()).isFalse();
        assertThat(plan(walk.page()))
                .filteredOn(it -> it.contains("hashed SubPlan"))
                .singleElement()
                .asString()
                .contains("IS TRUE");
    }

    private static List<Shape> shapes(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> new Shape(UUID.randomUUID(), Duration.ofDays(90)))
                .toList();
    }

    private static GrantFilter both(GrantFilter one, GrantFilter other) {
        return new GrantFilter(
                other.holder().equals(Holder.ANY) ? one.holder() : other.holder(),
                other.access().isAny() ? one.access() : other.access(),
                other.status().or(one::status),
                other.issued().equals(Period.ANY) ? one.issued() : other.issued(),
                other.lastUsed().equals(Days.ANY) ? one.lastUsed() : other.lastUsed());
    }

    private void check(GrantFilter filter, List<Shape> shapes) {
        Optional<List<Shape>> found =
                filter.access().isAny() ? Optional.empty() : Optional.of(shapes);
        WalkBounds bounds = WalkBounds.of(filter, NOW, Optional.empty());
        List<String> page = plan(new Walk(filter, found, bounds, 51).page());
        List<String> count = plan(new Walk(filter, found, bounds, 10_001).count());
        for (List<String> plan : List.of(page, count)) {
            assertThat(plan)
                    .as("%s", filter)
                    .noneMatch(it -> it.contains("Seq Scan") || it.contains("Bitmap"))
                    .anyMatch(it -> it.contains("Index"));
        }
        assertThat(sorts(count)).as("%s", filter).isEmpty();
        // one sort may be above the loop, of the pages that it merges: one below it, or where there
        // is none, would be of all that matches
        List<String> walked = page.stream().dropWhile(it -> !it.contains("Nested Loop")).toList();
        assertThat(sorts(walked.isEmpty() ? page : walked)).as("%s", filter).isEmpty();
        assertThat(sorts(page)).as("%s", filter).hasSizeLessThan(2);
    }

    private static List<String> sorts(List<String> plan) {
        return plan.stream()
                .filter(it -> it.strip().matches("(->\\s+)?(Incremental )?Sort\\b.*"))
                .filter(it -> !it.contains("Sort Key"))
                .toList();
    }

    private List<String> plan(String sql) {
        return await(
                stores.postgres.transaction(
                        connection ->
                                Postgres.execute(connection, Inventory.WALK_ONLY, "5000")
                                        .chain(
                                                () ->
                                                        connection
                                                                .query(
                                                                        "explain (generic_plan, costs off) "
                                                                                + sql)
                                                                .execute())
                                        .map(
                                                rows ->
                                                        StreamSupport.stream(
                                                                        rows.spliterator(), false)
                                                                .map(row -> row.getString(0))
                                                                .toList())));
    }
}
