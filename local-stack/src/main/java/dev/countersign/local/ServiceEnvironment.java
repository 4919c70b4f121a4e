package dev.countersign.local;

import dev.countersign.embedded.Database;
import dev.countersign.embedded.KafkaServer;
import dev.countersign.embedded.RedisServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings of each service, as environment variables: a command line can be read by every user
 * of the machine. The sample API knows the server by its public contract alone.
 */
record ServiceEnvironment(
        Ports ports,
        String issuer,
        Optional<TlsFiles> tls,
        LocalSecrets secrets,
        Database countersign,
        Database sampleApi,
        RedisServer redis,
        KafkaServer kafka,
        List<Path> declarations) {

    Map<String, String> of(ServiceDefinition service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.service(service)));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management(service)));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.putAll(behindTheGateway());
        tls.ifPresent(it -> environment.putAll(https(it, ports.service(service))));
        if (service == ServiceDefinition.RESOURCE_API) {
            environment.putAll(database(sampleApi));
            environment.put("COUNTERSIGN_RESOURCE_SERVER_ISSUER", issuer);
            environment.put("COUNTERSIGN_RESOURCE_SERVER_AUDIENCE", issuer + "/api");
            // dialect tokens of the demo's application, each of which stands for this scope
            environment.put(
                    "COUNTERSIGN_RESOURCE_SERVER_DIALECT_DEMO_AUDIENCE", "demoAtmClient0000001");
            environment.put("COUNTERSIGN_RESOURCE_SERVER_DIALECT_DEMO_SCOPES", "profile");
        } else {
            environment.putAll(database(countersign));
            environment.putAll(server());
        }
        if (service == ServiceDefinition.AUTH) {
            environment.put(
                    "COUNTERSIGN_DECLARATIONS",
                    declarations.stream().map(Path::toString).collect(Collectors.joining(",")));
        }
        return environment;
    }

    private Map<String, String> server() {
        return Map.of(
                "COUNTERSIGN_ISSUER", issuer,
                "COUNTERSIGN_SERVER_KEYS_FILE", secrets.keyFile("server-keys").toString(),
                "COUNTERSIGN_KEY_ENCRYPTION_KEY_FILE",
                        secrets.keyFile("key-encryption-key").toString(),
                "QUARKUS_REDIS_HOSTS", redis.url());
    }

    private static Map<String, String> database(Database database) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password());
    }

    /** In the place of plain HTTP; health and metrics stay as they are, on the loopback. */
    private static Map<String, String> https(TlsFiles files, int port) {
        return Map.of(
                "QUARKUS_HTTP_SSL_CERTIFICATE_FILES", files.chain().toString(),
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES", files.key().toString(),
                "QUARKUS_HTTP_SSL_PORT", Integer.toString(port),
                "QUARKUS_HTTP_INSECURE_REQUESTS", "disabled");
    }

    /** Who calls is what the gateway says, and only the gateway is believed. */
    private static Map<String, String> behindTheGateway() {
        return Map.of(
                "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true",
                "QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST", "true",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "127.0.0.1");
    }
}
