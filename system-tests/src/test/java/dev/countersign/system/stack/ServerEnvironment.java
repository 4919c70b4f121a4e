package dev.countersign.system.stack;

import java.util.HashMap;
import java.util.Map;

/** What a replica of one of the server's services needs to be one of this stack's. */
final class ServerEnvironment {

    private ServerEnvironment() {}

    /** As the supervisor sets it for its own. */
    static Map<String, String> of(RunningStack stack) {
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
}
