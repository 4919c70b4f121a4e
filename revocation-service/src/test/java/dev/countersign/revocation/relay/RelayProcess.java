package dev.countersign.revocation.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.countersign.embedded.Database;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.revocation.RevocationSettings;
import dev.countersign.revocation.topic.Topics;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.RuleOutbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A relay without a service around it: in a process of its own, or in this one. */
final class RelayProcess implements AutoCloseable {

    private final Process process;

    private RelayProcess(Process process) {
        this.process = process;
    }

    static RelayProcess start(EmbeddedStack stores) {
        Database database = stores.countersign();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayProcess.class.getName());
        builder.environment()
                .putAll(
                        Map.of(
                                "RELAY_URL", database.reactiveUrl(),
                                "RELAY_USER", database.user(),
                                "RELAY_PASSWORD", database.password(),
                                "RELAY_KAFKA", stores.kafka().bootstrapServers()));
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(
                                Path.of("target", "relay-processes.log").toFile()));
        try {
            return new RelayProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void main() throws InterruptedException {
        Pool pool =
                pool(
                        Vertx.vertx(),
                        given("RELAY_URL"),
                        given("RELAY_USER"),
                        given("RELAY_PASSWORD"));
        Map<String, Object> kafka = new HashMap<>();
        kafka.put("bootstrap.servers", given("RELAY_KAFKA"));
        var unused = relay(pool, topics(kafka), kafka, new SimpleMeterRegistry());
        Thread.currentThread().join();
    }

    private static String given(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    static Pool pool(Vertx vertx, String url, String user, String password) {
        PgConnectOptions options =
                PgConnectOptions.fromUri(url.replace("vertx-reactive:", ""))
                        .setUser(user)
                        .setPassword(password);
        Pool pool =
                Pool.newInstance(
                        PgBuilder.pool()
                                .with(new PoolOptions().setMaxSize(10))
                                .connectingTo(options)
                                .using(vertx.getDelegate())
                                .build());
        // Mutiny sets its context up at its first use, and fails if two threads are the first
        pool.query("select 1").execute().await().indefinitely();
        return pool;
    }

    static Topics topics(Map<String, Object> kafka) {
        return new Topics(
                kafka,
                new SmallRyeConfigBuilder()
                        .withMapping(RevocationSettings.class)
                        .build()
                        .getConfigMapping(RevocationSettings.class));
    }

    static RuleRelay relay(
            Pool pool, Topics topics, Map<String, Object> kafka, MeterRegistry registry) {
        RuleRelay relay =
                new RuleRelay(
                        new RuleOutbox(new Postgres(pool, () -> Duration.ofSeconds(2))),
                        pool,
                        topics,
                        kafka,
                        new ObjectMapper().registerModule(new Jdk8Module()),
                        registry);
        relay.start();
        return relay;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: it says goodbye to nobody. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
