package dev.countersign.system.stack;

import dev.countersign.local.Ports;
import dev.countersign.local.ServiceDefinition;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of each service in a container: those without a secret by its environment, secrets
 * by files.
 */
record ContainerSettings(RunningStack stack, ContainerFiles files) {

    /** Where the image has its configuration look, a file for each key. */
    static final String SECRETS = "/etc/countersign/secrets";

    static final String KEYS = "/etc/countersign/keys";
    static final String DECLARATIONS = "/etc/countersign/declarations";

    /** What is no secret of a service. */
    Map<String, String> environment(ServiceDefinition service) {
        Ports ports = stack.ports();
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.service(service)));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management(service)));
        environment.put("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true");
        environment.put("QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST", "true");
        environment.put("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "127.0.0.1");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + stack.port("kafka"));
        environment.putAll(database(service));
        environment.putAll(service == ServiceDefinition.RESOURCE_API ? resourceServer() : server());
        if (service == ServiceDefinition.AUTH) {
            environment.put(
                    "COUNTERSIGN_DECLARATIONS",
                    DECLARATIONS + "/demo.yaml," + DECLARATIONS + "/system-tests.yaml");
        }
        return environment;
    }

    /** By the names of the files below {@link #SECRETS}. */
    Map<String, String> secrets(ServiceDefinition service) {
        return service == ServiceDefinition.RESOURCE_API
                ? Map.of("quarkus.datasource.password", files.secret("sample-api-password"))
                : Map.of(
                        "quarkus.datasource.password",
                        files.secret("countersign-password"),
                        "quarkus.redis.password",
                        files.secret("redis-password"));
    }

    /** By the names of the files below {@link #KEYS}. */
    Map<String, String> keys() {
        return Map.of(
                "server-keys",
                files.secret("server-keys"),
                "key-encryption-key",
                files.secret("key-encryption-key"));
    }

    private Map<String, String> database(ServiceDefinition service) {
        String name = service == ServiceDefinition.RESOURCE_API ? "sample_api" : "countersign";
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "vertx-reactive:postgresql://127.0.0.1:" + stack.port("postgres") + "/" + name,
                "QUARKUS_DATASOURCE_USERNAME",
                name);
    }

    private Map<String, String> server() {
        return Map.of(
                "COUNTERSIGN_ISSUER",
                stack.issuer(),
                "COUNTERSIGN_SERVER_KEYS_FILE",
                KEYS + "/server-keys",
                "COUNTERSIGN_KEY_ENCRYPTION_KEY_FILE",
                KEYS + "/key-encryption-key",
                "QUARKUS_REDIS_HOSTS",
                "redis://127.0.0.1:" + stack.port("redis"));
    }

    private Map<String, String> resourceServer() {
        return Map.of(
                "COUNTERSIGN_RESOURCE_SERVER_ISSUER",
                stack.issuer(),
                "COUNTERSIGN_RESOURCE_SERVER_AUDIENCE",
                stack.issuer() + "/api",
                "COUNTERSIGN_RESOURCE_SERVER_DIALECT_DEMO_AUDIENCE",
                "demoAtmClient0000001",
                "COUNTERSIGN_RESOURCE_SERVER_DIALECT_DEMO_SCOPES",
                "profile");
    }
}
