package dev.countersign.store.inventory;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.GrantId;
import dev.countersign.store.Stores;
import dev.countersign.store.inventory.GrantFilter.Access;
import dev.countersign.store.inventory.GrantFilter.Days;
import dev.countersign.store.inventory.GrantFilter.Holder;
import dev.countersign.store.inventory.GrantFilter.Period;
import dev.countersign.store.inventory.InventoryWorld.Held;
import dev.countersign.store.revocation.BoundedCount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryPagingTest {

    private final Stores stores = Stores.shared();
    private final Inventory inventory = new Inventory(stores.postgres);
    private final InventoryWorld world = new InventoryWorld(stores, 42);

    private GrantFilter ofThisWorld() {
        return GrantFilter.ANY.with(new Holder(Optional.of(world.users), Optional.empty()));
    }

    private static List<GrantId> ids(List<InventoryRow> rows) {
        return rows.stream().map(InventoryRow::id).toList();
    }

    private List<GrantId> expected() {
        return world.all.stream().map(Held::id).toList();
    }

    @Test
    void pagesOfAnySizeAreTheSameListThoughManyGrantsWereIssuedInOneInstant() {
        Instant same = world.now.minus(Duration.ofHours(1));
        for (int i = 0; i < 20; i++) {
            world.insert(
                    world.users.get(2), world.applications.get(2), same, Duration.ofHours(2 + i));
        }
        List<InventoryRow> whole = world.search(ofThisWorld(), 200);
        assertThat(whole).hasSize(world.all.size());
        for (int limit : new int[] {1, 7, 64}) {
            assertThat(ids(world.search(ofThisWorld(), limit))).isEqualTo(ids(whole));
        }
        assertThat(whole)
                .isSortedAccordingTo((one, other) -> other.issuedAt().compareTo(one.issuedAt()));
    }

    @Test
    void whatIsIssuedMeanwhileMovesNothing() {
        List<GrantId> before = expected();
        List<GrantId> seen = new ArrayList<>();
        Optional<PagePosition> next = Optional.empty();
        do {
            InventoryPage page = await(inventory.page(ofThisWorld(), next, 50));
            seen.addAll(ids(page.rows()));
            next = page.next();
            world.insert(
                    world.users.get(2),
                    world.applications.get(2),
                    world.now.plusMillis(seen.size()),
                    Duration.ofHours(5));
        } while (next.isPresent());
        assertThat(seen).isEqualTo(before);
    }

    @Test
    void theLastPageHasNoNext() {
        int all = world.all.size();
        assertThat(await(inventory.page(ofThisWorld(), Optional.empty(), all)).next()).isEmpty();
        assertThat(await(inventory.page(ofThisWorld(), Optional.empty(), all - 1)).next())
                .isPresent();
    }

    @Test
    void ofADeletedUserAndADeletedApplicationTheIdsAreLeft() {
        InventoryRow ofNobody =
                world.search(ofThisWorld(), 200).stream()
                        .filter(row -> row.user().equals(world.deletedUser()))
                        .findFirst()
                        .orElseThrow();
        assertThat(ofNobody.email()).isEmpty();
        assertThat(ofNobody.name()).isEmpty();

        InventoryRow ofNothing =
                world.search(
                                GrantFilter.ANY.with(
                                        new Access(
                                                Optional.of(world.deletedApplication()),
                                                GrantFilter.Access.ANY.scopes(),
                                                Optional.empty())),
                                200)
                        .getFirst();
        assertThat(ofNothing.applicationName()).isEmpty();
        assertThat(ofNothing.client()).isEqualTo(world.deletedApplication());
    }

    @Test
    void aRowSaysWhoHoldsWhatUntilWhenAndHowItEnded() {
        Held held =
                world.all.stream()
                        .filter(it -> world.isMarked(it.id()))
                        .filter(it -> it.user().equals(world.users.get(3)))
                        .filter(it -> it.client().equals(world.applications.get(3)))
                        .findFirst()
                        .orElseThrow();
        InventoryRow row = await(inventory.find(List.of(held.id()))).getFirst();
        assertThat(row.applicationName()).contains("Name of " + held.client());
        assertThat(row.email()).contains(held.user() + "@example.com");
        assertThat(row.name()).contains("Ann Other");
        assertThat(row.scopes()).isEqualTo(held.scopes());
        assertThat(row.apis()).isEqualTo(held.apis());
        assertThat(row.session()).isEqualTo(Optional.ofNullable(held.session()));
        assertThat(row.issuedAt()).isEqualTo(held.issuedAt());
        assertThat(row.lastUsedOn()).isEqualTo(held.lastUsedOn());
        assertThat(row.expiresAt()).isEqualTo(held.id().expiresAt());
        assertThat(row.ending().orElseThrow().reason()).contains("lost");
        assertThat(row.ending().orElseThrow().by()).contains("somebody");
    }

    @Test
    void aGrantIdleForTooLongIsExpired() {
        Held held =
                world.insert(
                        world.users.get(2),
                        world.applications.get(2),
                        world.now.minus(Duration.ofDays(1)),
                        Duration.ofDays(9));
        stores.sql(
                "update grants set ended_at = null, last_used_at = issued_at where id = $1",
                held.id());
        assertThat(await(inventory.find(List.of(held.id()))).getFirst().status())
                .isEqualTo(GrantStatus.LIVE);
        stores.sql(
                "update applications set grant_idle_limit = interval '1 hour' where client_id = $1",
                held.client());
        assertThat(await(inventory.find(List.of(held.id()))).getFirst().status())
                .isEqualTo(GrantStatus.EXPIRED);
    }

    /** The page is checked against the rules: it may be shorter, and says that more follows. */
    @Test
    void aPageOfLiveOnesShowsNoneThatARuleStops() {
        GrantFilter stopped =
                GrantFilter.ANY
                        .with(
                                new Holder(
                                        Optional.of(List.of(world.stoppedUser())),
                                        Optional.empty()))
                        .with(GrantStatus.LIVE);
        InventoryPage page = await(inventory.page(stopped, Optional.empty(), 2));
        assertThat(page.rows()).isEmpty();
        assertThat(page.next()).isPresent();
        assertThat(await(inventory.unmarkedRules())).isPositive();
    }

    @Test
    void aCountIsExactUpToItsLimit() {
        assertThat(await(inventory.count(ofThisWorld())))
                .isEqualTo(new BoundedCount(world.all.size(), true));
        assertThat(
                        await(
                                inventory.count(
                                        GrantFilter.ANY.with(
                                                new Access(
                                                        Optional.of(world.applications.get(2)),
                                                        Access.ANY.scopes(),
                                                        Optional.empty())))))
                .isEqualTo(
                        new BoundedCount(
                                world.all.stream()
                                        .filter(it -> it.client().equals(world.applications.get(2)))
                                        .count(),
                                true));
    }

    @Test
    void whatLiesOutsideOfTheCalendarIsFoundToBeEmptyOrEverything() {
        GrantFilter all =
                ofThisWorld()
                        .with(new Period(Optional.of(Instant.MIN), Optional.of(Instant.MAX)))
                        .with(new Days(Optional.of(LocalDate.MIN), Optional.of(LocalDate.MAX)));
        assertThat(ids(world.search(all, 200))).isEqualTo(expected());
        for (GrantFilter none :
                List.of(
                        all.with(new Period(Optional.of(Instant.MAX), Optional.of(Instant.MIN))),
                        all.with(new Days(Optional.of(LocalDate.MAX), Optional.of(LocalDate.MIN))),
                        all.with(new Days(Optional.of(LocalDate.MAX), Optional.empty())))) {
            assertThat(world.search(none, 200)).isEmpty();
        }
    }
}
