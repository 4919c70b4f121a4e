package dev.countersign.system.stack;

import dev.countersign.system.client.Origin;
import java.util.HashMap;
import java.util.Map;

/** A second token-service beside the supervisor's, on the same stores. */
public final class TokenServiceReplica {

    private final ServiceProcess process;

    private TokenServiceReplica(ServiceProcess process) {
        this.process = process;
    }

    public Origin origin() {
        return process.origin();
    }

    /** Returns when it is ready. */
    public static TokenServiceReplica start(RunningStack stack) throws Exception {
        return new TokenServiceReplica(
                ServiceProcess.start("token-service", "second-token-service", environment(stack)));
    }

    /** As the supervisor sets it for its own. */
    private static Map<String, String> environment(RunningStack stack) {
        var environment = new HashMap<String, String>();
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
        process.stop();
    }
}
