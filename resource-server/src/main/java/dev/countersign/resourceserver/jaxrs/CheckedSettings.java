package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.ResourceServerBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Brings the settings to the core: what makes no sense stops the start and names its key. */
final class CheckedSettings {

    private static final String PREFIX = "countersign.resource-server.";
    private static final String KAFKA = "kafka.";
    private static final String SERVERS = "kafka.bootstrap.servers";

    private CheckedSettings() {}

    /**
     * @throws IllegalArgumentException for a setting that is missing or absurd
     */
    static ResourceServer build(ResourceServerConfig values, Config config) {
        try {
            return builder(values, config).build();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(KAFKA) ? e : new IllegalArgumentException(PREFIX + message, e);
        }
    }

    private static ResourceServerBuilder builder(ResourceServerConfig values, Config config) {
        ResourceServerBuilder builder =
                ResourceServer.builder()
                        .issuer(values.issuer())
                        .audience(values.audience())
                        .stalenessBound(values.stalenessBound())
                        .stalenessPolicy(values.stalenessPolicy())
                        .clockSkew(values.clockSkew())
                        .introspectionKeep(values.introspection().keep());
        values.dialect()
                .values()
                .forEach(it -> builder.dialect(it.issuer(), it.audience(), it.scopes()));
        values.instance().ifPresent(builder::instance);
        values.name().ifPresent(builder::name);
        values.documentation().ifPresent(builder::documentation);
        credentials(values.introspection(), builder);
        return switch (values.revocations()) {
            case KAFKA -> builder.kafka(kafka(config));
            case HTTP -> values.feed().map(builder::feedOverHttp).orElseGet(builder::feedOverHttp);
            case INTROSPECTION -> builder.introspection();
        };
    }

    private static void credentials(
            ResourceServerConfig.Introspection values, ResourceServerBuilder builder) {
        Optional<String> clientId = values.clientId().filter(value -> !value.isBlank());
        Optional<String> secret = values.clientSecret().filter(value -> !value.isBlank());
        if (clientId.isPresent() != secret.isPresent()) {
            throw new IllegalArgumentException(
                    "introspection.client-id and introspection.client-secret go together");
        }
        clientId.ifPresent(id -> builder.credentials(id, secret.orElseThrow()));
    }

    static Map<String, String> kafka(Config config) {
        Map<String, String> settings =
                StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .filter(name -> name.startsWith(KAFKA))
                        .filter(name -> config.getOptionalValue(name, String.class).isPresent())
                        .collect(
                                Collectors.toMap(
                                        name -> name.substring(KAFKA.length()),
                                        name -> config.getValue(name, String.class)));
        String servers = config.getOptionalValue(SERVERS, String.class).orElse("");
        if (servers.isBlank()) {
            throw new IllegalArgumentException(SERVERS + " is missing");
        }
        settings.put("bootstrap.servers", servers);
        return Map.copyOf(settings);
    }
}
