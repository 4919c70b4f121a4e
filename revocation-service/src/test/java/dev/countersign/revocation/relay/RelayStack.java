package dev.countersign.revocation.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.countersign.embedded.Component;
import dev.countersign.embedded.Database;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.topic.Topic;
import dev.countersign.revocation.topic.TopicUnavailable;
import dev.countersign.revocation.topic.Topics;
import dev.countersign.store.audit.AuditOutbox;
import dev.countersign.store.change.ChangeOutbox;
import dev.countersign.store.postgres.Postgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Relays on real stores, without the service around them, so that one can be taken away. */
final class RelayStack {

    static final int PARTITIONS = 3;

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private static @Nullable RelayStack shared;

    /** One for all rooms of this JVM; its stores end with it. */
    static synchronized RelayStack shared() {
        RelayStack known = shared;
        if (known == null) {
            known = new RelayStack();
            shared = known;
        }
        return known;
    }

    private RelayStack() {}

    private final EmbeddedStack stores = EmbeddedStack.start(Component.POSTGRES, Component.KAFKA);
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = newPool();
    private final Topics topics = RelayProcess.topics(kafka());

    EmbeddedStack stores() {
        return stores;
    }

    Pool pool() {
        return pool;
    }

    private Pool newPool() {
        Database database = stores.countersign();
        return RelayProcess.pool(
                vertx, database.reactiveUrl(), database.user(), database.password());
    }

    /** One more replica's relay, started. */
    RuleRelay relay() {
        return relay(new SimpleMeterRegistry());
    }

    RuleRelay relay(MeterRegistry registry) {
        return RelayProcess.relay(pool, topics, kafka(), registry);
    }

    ChangeRelay changeRelay(MeterRegistry registry) {
        ChangeRelay relay =
                new ChangeRelay(
                        new ChangeOutbox(postgres()), pool, topics, kafka(), JSON, registry);
        relay.start();
        return relay;
    }

    AuditRelay auditRelay(MeterRegistry registry) {
        AuditRelay relay =
                new AuditRelay(new AuditOutbox(postgres()), topics, kafka(), JSON, registry);
        relay.start();
        return relay;
    }

    Postgres postgres() {
        return new Postgres(pool, () -> Duration.ofSeconds(2));
    }

    /** The same in a process of its own. */
    RelayProcess process() {
        return RelayProcess.start(stores);
    }

    Map<String, Object> kafka() {
        return new HashMap<>(Map.of("bootstrap.servers", stores.kafka().bootstrapServers()));
    }

    Topics topics() {
        return topics;
    }

    boolean hasTopic() {
        return hasTopic(topics.revocations());
    }

    static boolean hasTopic(Topic topic) {
        try {
            topic.current();
            return true;
        } catch (TopicUnavailable e) {
            return false;
        }
    }

    TopicReader reader() {
        return reader(topics.revocations());
    }

    TopicReader reader(Topic topic) {
        TopicReader.await("the topic", RelayRoom.LONG, () -> hasTopic(topic));
        return new TopicReader(stores.kafka().bootstrapServers(), topic.name(), PARTITIONS);
    }

    RowSet<Row> sql(String sql, Object... values) {
        return pool.preparedQuery(sql).execute(Tuple.from(values)).await().atMost(RelayRoom.LONG);
    }

    static final String INSERT =
            """
            insert into revocation_rules (id, grant_id, selectors, reason)
            values ($1, $2, $3, 'test')
            """;

    static Tuple newRule() {
        RevocationRule rule =
                RevocationRule.onGrant(GrantId.endingAt(Instant.now().plusSeconds(3600)));
        return Tuple.of(
                rule.id(),
                rule.grant().orElseThrow().value(),
                rule.selectors().toArray(String[]::new));
    }

    /** What a request does up to its commit, before it stamps. */
    UUID commitRule() {
        Tuple rule = newRule();
        pool.preparedQuery(INSERT).execute(rule).await().atMost(RelayRoom.LONG);
        return rule.getUUID(0);
    }

    /** What a request does before it answers. */
    UUID revoke() {
        UUID id = commitRule();
        sql("select stamp_rule($1)", id);
        return id;
    }

    /** As {@link #commitRule}, many in one transaction. */
    Set<UUID> commitRules(int rules) {
        return StreamSupport.stream(
                        sql(
                                        """
                                        insert into revocation_rules (id, grant_id, selectors, reason)
                                        select gen_random_uuid(), g, array['grant:' || g], 'test'
                                        from (select overlay(gen_random_uuid()::text placing '8' from 15)::uuid g
                                              from generate_series(1, $1)) grants
                                        returning id
                                        """,
                                        rules)
                                .spliterator(),
                        false)
                .map(row -> row.getUUID(0))
                .collect(Collectors.toSet());
    }

    List<UUID> revoke(int rules) {
        return Stream.generate(this::revoke).limit(rules).toList();
    }
}
