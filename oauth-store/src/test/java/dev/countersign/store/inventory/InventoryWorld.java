package dev.countersign.store.inventory;

import static dev.countersign.store.Stores.await;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some hundred grants of every kind over all partitions: of a few people and applications, some of
 * which were deleted or disabled since, one stopped by a rule that nothing is marked with yet.
 */
final class InventoryWorld {

    private static final int GRANTS = 500;
    private static final List<Duration> LIFETIMES =
            List.of(
                    Duration.ofMinutes(10),
                    Duration.ofHours(12),
                    Duration.ofDays(40),
                    Duration.ofDays(365));

    final String mark = RandomText.ofBits(64).toLowerCase(Locale.ROOT);
    final Stores stores;
    final Random random;
    final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    final List<UserId> users = IntStream.range(0, 6).mapToObj(i -> newUser()).toList();
    final List<ClientId> applications =
            IntStream.range(0, 4).mapToObj(i -> new ClientId("app" + i + "-" + mark)).toList();
    final List<SessionId> sessions =
            IntStream.range(0, 12).mapToObj(i -> SessionId.random()).toList();
    final List<Scopes> scopes =
            List.of(
                    Scopes.parse("openid one" + mark),
                    Scopes.parse("openid one" + mark + " two" + mark),
                    Scopes.parse("three" + mark + " two" + mark),
                    Scopes.parse("openid offline_access"));
    final List<String> apis = List.of("https://a/" + mark, "https://b/" + mark);
    final List<Held> all = new ArrayList<>();
    private final Set<GrantId> marked = new HashSet<>();

    /** A grant as the naive search sees it. */
    record Held(
            GrantId id,
            UserId user,
            ClientId client,
            @Nullable SessionId session,
            Scopes scopes,
            List<String> apis,
            Instant issuedAt,
            LocalDate lastUsedOn,
            GrantStatus status) {}

    UserId deletedUser() {
        return users.get(0);
    }

    UserId stoppedUser() {
        return users.get(1);
    }

    ClientId deletedApplication() {
        return applications.get(0);
    }

    ClientId disabledApplication() {
        return applications.get(1);
    }

    InventoryWorld(Stores stores, long seed) {
        this.stores = stores;
        this.random = new Random(seed);
        stores.sql("select make_grant_partitions(now() - interval '31 days', now())");
        users.forEach(this::register);
        applications.forEach(this::register);
        for (int i = 0; i < GRANTS; i++) {
            insert();
        }
        await(
                stores.rules.record(
                        RevocationRule.onUser(Set.of(stoppedUser().toString())), "test", "test"));
        stores.sql("delete from users where id = $1", deletedUser());
        stores.sql("delete from applications where client_id = $1", deletedApplication());
        stores.sql(
                "update applications set enabled = false where client_id = $1",
                disabledApplication());
        all.sort(
                Comparator.comparing(Held::issuedAt)
                        .thenComparing(held -> held.id().toString())
                        .reversed());
    }

    private static UserId newUser() {
        return new UserId(UUID.randomUUID());
    }

    private void register(UserId user) {
        stores.sql(
                """
                insert into users (id, email, given_name, family_name, password_hash)
                values ($1, $2, 'Ann', 'Other', '-')
                """,
                user,
                user + "@example.com");
    }

    private void register(ClientId client) {
        stores.sql(
                "insert into applications (client_id, name, type) values ($1, $2, 'native')",
                client,
                "Name of " + client);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void insert() {
        Duration lifetime = any(LIFETIMES);
        // the ends lie up to 30 days back; many grants were issued in the same instant
        long past = Math.min(lifetime.plusDays(29).toHours(), 2_000);
        Instant issued = now.minus(Duration.ofHours(random.nextLong(past)));
        insert(any(users), any(applications), issued, lifetime);
    }

    /** One more, made now or then. */
    Held insert(UserId user, ClientId client, Instant issued, Duration lifetime) {
        GrantId id = GrantId.endingAt(issued.plus(lifetime));
        boolean over = !id.expiresAt().isAfter(now);
        Instant until = over ? id.expiresAt() : now;
        long span = Math.max(1, Duration.between(issued, until).toMillis());
        Instant used =
                random.nextBoolean()
                        ? issued
                        : issued.plusMillis((long) (random.nextDouble() * span));
        boolean ended = random.nextInt(5) == 0;
        SessionId session = random.nextInt(4) == 0 ? null : any(sessions);
        Scopes allowed = any(scopes);
        List<String> audiences = apis.subList(0, random.nextInt(apis.size() + 1));
        stores.sql(
                """
                with n as (select $5::text[] as scopes, $6::text[] as audiences),
                shape as (
                  insert into grant_shapes (id, client_id, scopes, audiences, longest)
                  select grant_shape($3, n.scopes, n.audiences), $3, n.scopes, n.audiences,
                    $12::int8 * interval '1 second' from n
                  on conflict (id) do update
                    set longest = greatest(grant_shapes.longest, excluded.longest))
                insert into grants (id, user_id, client_id, sid, scopes, audiences, authorized_at,
                  auth_time, acr, amr, issued_at, last_used_at, last_used_on, ended_at, end_reason, ended_by)
                select $1, $2, $3, $4, n.scopes, n.audiences, $7, $7, '1', '{pwd}', $7, $8,
                  ($8::timestamptz at time zone 'UTC')::date, $9, $10, $11 from n
                """,
                id,
                user,
                client,
                Optional.ofNullable(session),
                allowed,
                audiences,
                issued,
                used,
                Optional.of(used).filter(it -> ended),
                Optional.of("lost").filter(it -> ended),
                Optional.of("somebody").filter(it -> ended),
                lifetime.toSeconds());
        Held held =
                new Held(
                        id,
                        user,
                        client,
                        session,
                        allowed,
                        audiences,
                        issued,
                        LocalDate.ofInstant(used, ZoneOffset.UTC),
                        status(ended, over, user, client));
        all.add(held);
        if (ended) {
            marked.add(id);
        }
        return held;
    }

    private GrantStatus status(boolean ended, boolean over, UserId user, ClientId client) {
        if (ended) {
            return GrantStatus.REVOKED;
        }
        if (over) {
            return GrantStatus.EXPIRED;
        }
        boolean stands =
                !Set.of(deletedUser(), stoppedUser()).contains(user)
                        && !Set.of(deletedApplication(), disabledApplication()).contains(client);
        return stands ? GrantStatus.LIVE : GrantStatus.REVOKED;
    }

    /** Whether the row itself says that it has ended. */
    boolean isMarked(GrantId id) {
        return marked.contains(id);
    }

    /** All pages of a search, of what is of this world: other tests have made grants, too. */
    List<InventoryRow> search(GrantFilter filter, int limit) {
        return search(new Inventory(stores.postgres), filter, limit);
    }

    /** The same by an inventory that collects few matches before it walks. */
    List<InventoryRow> searchWalking(GrantFilter filter, int limit) {
        return search(new Inventory(stores.postgres, 1), filter, limit);
    }

    private List<InventoryRow> search(Inventory inventory, GrantFilter filter, int limit) {
        Set<GrantId> mine = Set.copyOf(all.stream().map(Held::id).toList());
        List<InventoryRow> found = new ArrayList<>();
        Optional<PagePosition> next = Optional.empty();
        do {
            InventoryPage page = await(inventory.page(filter, next, limit));
            page.rows().stream().filter(row -> mine.contains(row.id())).forEach(found::add);
            next = page.next();
        } while (next.isPresent());
        return found;
    }
}
