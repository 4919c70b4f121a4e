package dev.countersign.revocation.relay;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.Database;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.topic.RevocationTopic;
import dev.countersign.revocation.topic.TopicUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
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
    private final RevocationTopic topic = newTopic();

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
    Relay relay() {
        return relay(new SimpleMeterRegistry());
    }

    Relay relay(MeterRegistry registry) {
        return RelayProcess.relay(pool, topic, kafka(), registry);
    }

    /** The same in a process of its own. */
    RelayProcess process() {
        return RelayProcess.start(stores);
    }

    RevocationTopic topic() {
        return topic;
    }

    private RevocationTopic newTopic() {
        return RelayProcess.topic(kafka());
    }

    Map<String, Object> kafka() {
        return new HashMap<>(Map.of("bootstrap.servers", stores.kafka().bootstrapServers()));
    }

    boolean hasTopic() {
        try {
            topic().current();
            return true;
        } catch (TopicUnavailable e) {
            return false;
        }
    }

    TopicReader reader() {
        TopicReader.await("the topic", RelayRoom.LONG, this::hasTopic);
        return new TopicReader(stores.kafka().bootstrapServers(), PARTITIONS);
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
