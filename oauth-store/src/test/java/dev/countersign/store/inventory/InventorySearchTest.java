package dev.countersign.store.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.store.Stores;
import dev.countersign.store.inventory.GrantFilter.Access;
import dev.countersign.store.inventory.GrantFilter.Days;
import dev.countersign.store.inventory.GrantFilter.Holder;
import dev.countersign.store.inventory.GrantFilter.Period;
import dev.countersign.store.inventory.InventoryWorld.Held;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each filter, and each pair of filters, finds exactly what a naive search finds. */
class InventorySearchTest {

    private static final InventoryWorld WORLD = new InventoryWorld(Stores.shared(), 4711);

    /** A filter, and what a grant must be to pass it. */
    private record Narrowing(
            String name, UnaryOperator<GrantFilter> filter, Predicate<Held> naive) {

        /** Two that set the same field: the second would replace the first. */
        boolean replaces(Narrowing other) {
            GrantFilter mine = filter.apply(GrantFilter.ANY);
            GrantFilter theirs = other.filter.apply(GrantFilter.ANY);
            return (mine.status().isPresent() && theirs.status().isPresent())
                    || (!mine.lastUsed().equals(Days.ANY) && !theirs.lastUsed().equals(Days.ANY));
        }
    }

    @Test
    void eachFilterFindsWhatANaiveSearchFinds() {
        narrowings()
                .forEach(it -> check(it.name(), it.filter().apply(GrantFilter.ANY), it.naive()));
    }

    @Test
    void eachPairOfFiltersFindsWhatANaiveSearchFinds() {
        List<Narrowing> all = narrowings();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Narrowing one = all.get(i);
                Narrowing other = all.get(j);
                if (other.replaces(one)) {
                    continue;
                }
                check(
                        one.name() + " and " + other.name(),
                        other.filter().apply(one.filter().apply(GrantFilter.ANY)),
                        one.naive().and(other.naive()));
            }
        }
    }

    @Test
    void withoutAFilterEverythingIsFound() {
        check("nothing", GrantFilter.ANY, held -> true);
    }

    private static void check(String name, GrantFilter filter, Predicate<Held> naive) {
        List<Held> expected = WORLD.all.stream().filter(naive).toList();
        List<InventoryRow> found = WORLD.search(filter, 200);
        assertThat(found.stream().map(InventoryRow::id))
                .as(name)
                .containsExactlyElementsOf(expected.stream().map(Held::id).toList());
        assertThat(WORLD.searchWalking(filter, 200).stream().map(InventoryRow::id))
                .as("walking, " + name)
                .containsExactlyElementsOf(expected.stream().map(Held::id).toList());
        assertThat(found.stream().map(InventoryRow::status))
                .as("status of " + name)
                .containsExactlyElementsOf(expected.stream().map(Held::status).toList());
    }

    private static List<Narrowing> narrowings() {
        List<Narrowing> all = new ArrayList<>();
        all.addAll(holders());
        all.addAll(accesses());
        for (GrantStatus status : GrantStatus.values()) {
            all.add(
                    new Narrowing(
                            status.word(), it -> it.with(status), held -> passes(held, status)));
        }
        all.addAll(times());
        return all;
    }

    /** A search for revoked ones goes by the marks; the rule of this world has none yet. */
    private static boolean passes(Held held, GrantStatus status) {
        return held.status() == status
                && (status != GrantStatus.REVOKED || WORLD.isMarked(held.id()));
    }

    private static List<Narrowing> holders() {
        var users = List.of(WORLD.users.get(0), WORLD.users.get(2));
        var session = WORLD.sessions.get(3);
        return List.of(
                new Narrowing(
                        "users",
                        it -> it.with(new Holder(Optional.of(users), it.holder().session())),
                        held -> users.contains(held.user())),
                new Narrowing(
                        "session",
                        it -> it.with(new Holder(it.holder().users(), Optional.of(session))),
                        held -> session.equals(held.session())));
    }

    private static List<Narrowing> accesses() {
        ClientId application = WORLD.applications.get(2);
        Scopes two = Scopes.parse("two" + WORLD.mark);
        Scopes openid = Scopes.parse("openid");
        String api = WORLD.apis.get(1);
        return List.of(
                new Narrowing(
                        "application",
                        it ->
                                it.with(
                                        new Access(
                                                Optional.of(application),
                                                it.access().scopes(),
                                                it.access().api())),
                        held -> held.client().equals(application)),
                scope("a scope", two),
                scope("a common scope", openid),
                scope("a scope of nobody", Scopes.parse("nobody" + WORLD.mark)),
                new Narrowing(
                        "API",
                        it ->
                                it.with(
                                        new Access(
                                                it.access().application(),
                                                it.access().scopes(),
                                                Optional.of(api))),
                        held -> held.apis().contains(api)));
    }

    private static Narrowing scope(String name, Scopes scopes) {
        return new Narrowing(
                name,
                it ->
                        it.with(
                                new Access(
                                        it.access().application(),
                                        it.access().scopes().and(scopes),
                                        it.access().api())),
                held -> held.scopes().containsAll(scopes));
    }

    private static List<Narrowing> times() {
        var from = WORLD.now.minus(Duration.ofDays(20));
        var to = WORLD.now.minus(Duration.ofHours(3));
        LocalDate today = LocalDate.ofInstant(WORLD.now, ZoneOffset.UTC);
        return List.of(
                new Narrowing(
                        "issued",
                        it -> it.with(new Period(Optional.of(from), Optional.of(to))),
                        held -> !held.issuedAt().isBefore(from) && held.issuedAt().isBefore(to)),
                used("last used long ago", Optional.empty(), Optional.of(today.minusDays(25))),
                used("last used lately", Optional.of(today.minusDays(2)), Optional.empty()),
                used(
                        "last used then",
                        Optional.of(today.minusDays(30)),
                        Optional.of(today.minusDays(10))),
                used("used tomorrow", Optional.of(today.plusDays(2)), Optional.empty()));
    }

    private static Narrowing used(String name, Optional<LocalDate> from, Optional<LocalDate> to) {
        return new Narrowing(
                name,
                it -> it.with(new Days(from, to)),
                held ->
                        from.filter(it -> held.lastUsedOn().isBefore(it)).isEmpty()
                                && to.filter(it -> held.lastUsedOn().isAfter(it)).isEmpty());
    }
}
