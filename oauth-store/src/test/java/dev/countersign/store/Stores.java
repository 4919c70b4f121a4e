package dev.countersign.store;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.Database;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.store.config.StoreConfig;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.RefreshTokens;
import dev.countersign.store.postgres.CountersignPool;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.redis.RedisStore;
import dev.countersign.store.revocation.RevocationRules;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.RedisOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;

/** Real PostgreSQL and Redis behind the classes of this module, without CDI. */
public final class Stores implements AutoCloseable {

    public static final ServerKeys KEYS = ServerKeys.parse(keyLine(7) + "\n" + keyLine(6));

    /** One line of a key file. */
    public static String keyLine(int id) {
        byte[] key = new byte[32];
        key[0] = (byte) id;
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    public final EmbeddedStack stack;
    public final Postgres postgres;
    public final RedisStore redis;
    public final RevocationRules rules;
    public final RefreshTokens tokens = new RefreshTokens(KEYS);
    public final Grants grants;
    private final Duration timeout;
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final Redis redisClient;

    private Stores(Duration timeout) {
        StoreConfig config = () -> timeout;
        this.timeout = timeout;
        stack = EmbeddedStack.start(Component.POSTGRES, Component.REDIS);
        pool = pool(stack.countersign());
        redisClient =
                Redis.createClient(
                        vertx,
                        new RedisOptions()
                                .setConnectionString(stack.redis().url())
                                .setMaxPoolSize(6)
                                .setMaxPoolWaiting(10_000));
        postgres = new Postgres(pool, config);
        redis = new RedisStore(redisClient, config);
        rules = new RevocationRules(postgres);
        grants = new Grants(postgres, tokens, rules);
    }

    private Pool pool(Database database) {
        return pool(database, new PoolOptions(), timeout);
    }

    /** A connection of one's own, for as long as a test holds it. */
    public Pool poolOfOne(Duration timeout) {
        return pool(stack.countersign(), new PoolOptions().setMaxSize(1), timeout);
    }

    private Pool pool(Database database, PoolOptions size, Duration timeout) {
        PgConnectOptions options =
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(database.port())
                        .setDatabase(database.name())
                        .setUser(database.user())
                        .setPassword(database.password());
        return new Pool(
                PgBuilder.pool()
                        .with(CountersignPool.tuned(size, timeout))
                        .connectingTo(CountersignPool.tuned(options, timeout))
                        .using(vertx.getDelegate())
                        .build());
    }

    static {
        // Mutiny sets its context up at its first use, and fails if two threads are the first
        Consumer<Object> first = Infrastructure.decorate((Consumer<Object>) it -> {});
        first.accept("used");
    }

    private static final class Shared {
        static final Stores STORES = new Stores(TIMEOUT);
    }

    /**
     * The stores that all test classes share; each test makes people and applications of its own.
     */
    public static Stores shared() {
        return Shared.STORES;
    }

    /** Stores of one's own, to be taken away. */
    public static Stores own() {
        return own(TIMEOUT);
    }

    /** The same, where what is away is waited for no longer than this. */
    public static Stores own(Duration timeout) {
        return new Stores(timeout);
    }

    /** Waits far longer than any call may take: what comes later is a hang. */
    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(15));
    }

    /** Runs a statement as an operator would. */
    public void sql(String sql, Object... values) {
        await(postgres.execute(sql, values));
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        redisClient.close();
        vertx.closeAndAwait();
        stack.close();
    }
}
