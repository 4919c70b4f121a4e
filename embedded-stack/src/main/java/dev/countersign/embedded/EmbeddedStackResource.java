package dev.countersign.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Gives a {@code @QuarkusTest} the stores and the settings by which a service finds them. They are
 * started once in a test JVM and shared by all its tests.
 *
 * <p>Arguments: {@code components} ({@code postgres,redis,kafka}), {@code database} ({@code
 * countersign} or {@code sample_api}), {@code issuer}.
 */
public final class EmbeddedStackResource implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> arguments = Map.of();

    @Override
    public void init(Map<String, String> initArgs) {
        arguments = initArgs;
    }

    @Override
    public Map<String, String> start() {
        Set<Component> components =
                Component.parse(arguments.getOrDefault("components", "postgres,redis,kafka"));
        Map<String, String> settings =
                new HashMap<>(
                        SharedStack.settings(
                                components, arguments.getOrDefault("database", "countersign")));
        settings.put(
                "countersign.issuer", arguments.getOrDefault("issuer", "http://localhost:8080"));
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    @Override
    public void stop() {
        // shared: the stores end with the JVM
    }
}
