package dev.countersign.system.stack;

import dev.countersign.embedded.FreePorts;
import dev.countersign.system.client.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A second token-service beside the supervisor's, on the same stores. */
public final class TokenServiceReplica {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final Origin origin;

    private TokenServiceReplica(Process process, Origin origin) {
        this.process = process;
        this.origin = origin;
    }

    public Origin origin() {
        return origin;
    }

    /** Returns when it is ready. */
    public static TokenServiceReplica start(RunningStack stack) throws Exception {
        int port = FreePorts.next();
        int management = FreePorts.next();
        Path jar = Project.module("token-service").resolve("target/quarkus-app/quarkus-run.jar");
        Path log = Project.module("system-tests").resolve("target/second-token-service.log");
        var builder = new ProcessBuilder(Project.java(), "-Xmx256m", "-jar", jar.toString());
        builder.environment().putAll(environment(stack));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var replica = new TokenServiceReplica(process, Origin.of("http://127.0.0.1:" + port));
        var health = Origin.of("http://127.0.0.1:" + management);
        try {
            Eventually.within(START_LIMIT, () -> ready(health), ready -> ready);
            return replica;
        } catch (Exception | AssertionError notReady) {
            replica.stop();
            throw notReady;
        }
    }

    private static boolean ready(Origin health) {
        try {
            return health.get("/q/health/ready").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As the supervisor sets it for its own. */
    private static Map<String, String> environment(RunningStack stack) {
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("COUNTERSIGN_ISSUER", stack.issuer());
        environment.put("COUNTERSIGN_SERVER_KEYS_FILE", stack.secretFile("server-keys").toString());
        environment.put(
                "COUNTERSIGN_KEY_ENCRYPTION_KEY_FILE",
                stack.secretFile("key-encryption-key").toString());
        environment.put(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "vertx-reactive:postgresql://127.0.0.1:" + stack.port("postgres") + "/countersign");
        environment.put("QUARKUS_DATASOURCE_USERNAME", "countersign");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", stack.secret("countersign-password"));
        environment.put(
                "QUARKUS_REDIS_HOSTS",
                "redis://:%s@127.0.0.1:%d"
                        .formatted(stack.secret("redis-password"), stack.port("redis")));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + stack.port("kafka"));
        return environment;
    }

    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
