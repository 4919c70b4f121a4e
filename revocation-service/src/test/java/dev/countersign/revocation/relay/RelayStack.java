package dev.countersign.revocation.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.revocation.RevocationSettings;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.revocation.topic.RevocationTopic;
import dev.countersign.revocation.topic.TopicUnavailable;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.Outbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Relays on real stores, without the service around them, so that one can be taken away. */
final class RelayStack implements AutoCloseable {

    static final int PARTITIONS = 3;

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
        String url = stores.countersign().reactiveUrl().replace("vertx-reactive:", "");
        PgConnectOptions options =
                PgConnectOptions.fromUri(url)
                        .setUser(stores.countersign().user())
                        .setPassword(stores.countersign().password());
        return used(
                Pool.newInstance(
                        PgBuilder.pool()
                                .with(new PoolOptions().setMaxSize(10))
                                .connectingTo(options)
                                .using(vertx.getDelegate())
                                .build()));
    }

    /** Mutiny sets its context up at its first use, and fails if two threads are the first. */
    private static Pool used(Pool pool) {
        pool.query("select 1").execute().await().indefinitely();
        return pool;
    }

    /** One more replica's relay, started. */
    Relay relay() {
        Relay relay =
                new Relay(
                        outbox(),
                        pool,
                        topic(),
                        kafka(),
                        new ObjectMapper().registerModule(new Jdk8Module()),
                        new SimpleMeterRegistry());
        relay.start();
        return relay;
    }

    Outbox outbox() {
        return new Outbox(new Postgres(pool, () -> Duration.ofSeconds(2)));
    }

    RevocationTopic topic() {
        return topic;
    }

    private RevocationTopic newTopic() {
        return new RevocationTopic(
                kafka(),
                new SmallRyeConfigBuilder()
                        .withMapping(RevocationSettings.class)
                        .build()
                        .getConfigMapping(RevocationSettings.class));
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
        TopicReader.await("the topic", Duration.ofSeconds(30), this::hasTopic);
        return new TopicReader(stores.kafka().bootstrapServers(), PARTITIONS);
    }

    RowSet<Row> sql(String sql, Object... values) {
        return pool.preparedQuery(sql)
                .execute(Tuple.from(values))
                .await()
                .atMost(Duration.ofSeconds(10));
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
        pool.preparedQuery(INSERT).execute(rule).await().atMost(Duration.ofSeconds(10));
        return rule.getUUID(0);
    }

    /** What a request does before it answers. */
    UUID revoke() {
        UUID id = commitRule();
        sql("select stamp_rule($1)", id);
        return id;
    }

    List<UUID> revoke(int rules) {
        return java.util.stream.Stream.generate(this::revoke).limit(rules).toList();
    }

    @Override
    public void close() {
        topic.close();
        pool.close().await().atMost(Duration.ofSeconds(5));
        vertx.close().await().atMost(Duration.ofSeconds(5));
        stores.close();
    }
}
