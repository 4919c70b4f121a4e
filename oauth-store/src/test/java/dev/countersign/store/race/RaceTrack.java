package dev.countersign.store.race;

import static dev.countersign.store.Stores.await;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.Stores;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.race.Act.Accepted;
import dev.countersign.store.revocation.PublishedRules;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.store.revocation.RuleOutbox;
import dev.countersign.store.revocation.StampedRule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** One person in one application, and a connection for each side; one race after the other. */
final class RaceTrack implements AutoCloseable {

    static final String RULE = "rule";
    static final String ACT = "act";
    static final String RELAY = "relay";

    private static final Duration LONGER_THAN_A_RACE = Duration.ofSeconds(20);

    private final Stores stores;
    private final Map<String, Pool> pools;
    private final Map<String, Integer> backends = new LinkedHashMap<>();
    private final UserId user = new UserId(UUID.randomUUID());
    private final ClientId client = new ClientId("app-" + RandomText.ofBits(96));
    private final String audience = "https://api.example/" + RandomText.ofBits(96);
    private int passwordVersion = 1;
    private Instant last = Instant.EPOCH;

    /**
     * How a race went.
     *
     * @param subjects that APIs have heard of, where there is a publisher
     */
    record Run(
            Cause cause,
            Contested contested,
            List<Side.Taken> order,
            StampedRule rule,
            Set<String> subjects,
            Optional<Accepted> accepted) {

        /** Where a step of a side comes in the order of all steps. */
        int first(String side, Step step) {
            return order.indexOf(new Side.Taken(side, step));
        }

        int last(String side, Step step) {
            return order.lastIndexOf(new Side.Taken(side, step));
        }
    }

    RaceTrack(Stores stores) {
        this.stores = stores;
        pools = new LinkedHashMap<>();
        for (String side : List.of(RULE, ACT, RELAY)) {
            Pool pool = stores.poolOfOne(LONGER_THAN_A_RACE);
            pools.put(side, pool);
            backends.put(
                    side,
                    await(
                            pool.query("select pg_backend_pid()")
                                    .execute()
                                    .map(rows -> rows.iterator().next().getInteger(0))));
        }
        stores.sql(
                """
                insert into users (id, email, given_name, password_hash)
                values ($1, concat($1::uuid, '@example.com'), 'Alice', 'hash')
                """,
                user);
        stores.sql(
                """
                insert into applications (client_id, name, type, requires_consent)
                values ($1, 'App', 'native', false)
                """,
                client);
    }

    /**
     * The rule's request stamps its rule, unless a relay was faster, which may be one side more.
     */
    Run race(Cause cause, Act act, Interleaving interleaving, EnumSet<Racer> others)
            throws Exception {
        Contested it = contested();
        if (act == Act.REFRESH) {
            await(
                    stores.grants.insert(
                            it.grantAuthorizedAt(it.before(), it.subject()), it.credential()));
        }
        Side ruleSide = new Side(RULE, EnumSet.of(Step.STATEMENT, Step.COMMIT));
        Side actSide = new Side(ACT, act.steps());
        Side relaySide = new Side(RELAY, EnumSet.of(Step.STATEMENT, Step.COMMIT));
        AtomicReference<StampedRule> rule = new AtomicReference<>();
        AtomicReference<Set<String>> subjects = new AtomicReference<>(Set.of());
        AtomicReference<Optional<Accepted>> accepted = new AtomicReference<>(Optional.empty());
        Map<Side, Uni<Void>> race = new LinkedHashMap<>();
        race.put(
                ruleSide,
                cause.write(new RevocationRules(postgres(ruleSide)), it)
                        .invoke(rule::set)
                        .flatMap(
                                stamped ->
                                        others.contains(Racer.PUBLISHER)
                                                ? published(ruleSide, stamped)
                                                : Uni.createFrom().item(Set.<String>of()))
                        .invoke(subjects::set)
                        .replaceWithVoid());
        Postgres ofAct = postgres(actSide);
        Grants grants = new Grants(ofAct, stores.tokens, stores.rules);
        race.put(actSide, act.play(ofAct, grants, it).invoke(accepted::set).replaceWithVoid());
        if (others.contains(Racer.RELAY)) {
            race.put(
                    relaySide,
                    new RuleOutbox(postgres(relaySide))
                            .stampLeftBehind(Duration.ZERO)
                            .replaceWithVoid());
        }
        List<Side.Taken> order = interleaving.play(race, this::hangs);
        if (cause == Cause.PASSWORD) {
            passwordVersion++;
        }
        last = rule.get().before();
        return new Run(cause, it, order, rule.get(), subjects.get(), accepted.get());
    }

    /** Who takes part besides the rule's request and the act. */
    enum Racer {
        /** Stamps the rule. */
        RELAY,
        /** Publishes the rule, as soon as its request has stamped it. */
        PUBLISHER
    }

    private Uni<Set<String>> published(Side side, StampedRule rule) {
        return PublishedRules.subjects(postgres(side), rule.rule().id());
    }

    /** Of a moment that no earlier rule reaches. */
    Contested contested() {
        Instant now = now();
        while (!now.isAfter(last)) {
            now = now();
        }
        return new Contested(
                user,
                passwordVersion,
                client,
                audience,
                SessionId.random(),
                now,
                stores.tokens.first(GrantId.endingAt(now.plus(Duration.ofHours(12)))));
    }

    private Postgres postgres(Side side) {
        Pool pool = Objects.requireNonNull(pools.get(side.name()));
        return new Postgres(new SteppedPool(pool, side), () -> LONGER_THAN_A_RACE);
    }

    private boolean hangs(Side side) {
        return await(
                stores.postgres
                        .row(
                                "select cardinality(pg_blocking_pids($1)) > 0",
                                backends.get(side.name()))
                        .map(row -> row.orElseThrow().getBoolean(0)));
    }

    private Instant now() {
        return await(
                stores.postgres
                        .row("select date_trunc('milliseconds', clock_timestamp()) as now")
                        .map(row -> row.orElseThrow().getOffsetDateTime("now").toInstant()));
    }

    @Override
    public void close() {
        pools.values().forEach(Pool::closeAndAwait);
    }
}
