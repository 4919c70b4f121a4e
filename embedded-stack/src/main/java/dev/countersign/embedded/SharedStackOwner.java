package dev.countersign.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Holds the shared stack and does what {@link SharedStack} asks, in whatever class loader. */
public final class SharedStackOwner implements Function<List<String>, Map<String, String>> {

    public static final SharedStackOwner INSTANCE = new SharedStackOwner();

    private final EmbeddedStack stack = EmbeddedStack.unstarted();
    private final Path serverKeys = keyFile("server-keys");
    private final Path keyEncryptionKey = keyFile("key-encryption-key");

    private SharedStackOwner() {}

    @Override
    public synchronized Map<String, String> apply(List<String> request) {
        String subject = request.get(1);
        switch (request.getFirst()) {
            case "settings" -> {
                return settings(Component.parse(subject), request.get(2));
            }
            case "kill" -> stack.server(Component.valueOf(subject)).kill();
            case "stop" -> stack.server(Component.valueOf(subject)).stop();
            case "freeze" -> stack.server(Component.valueOf(subject)).freeze();
            case "thaw" -> stack.server(Component.valueOf(subject)).thaw();
            case "start" -> stack.server(Component.valueOf(subject)).start();
            default -> throw new IllegalArgumentException(request.getFirst());
        }
        return Map.of();
    }

    private Map<String, String> settings(Set<Component> components, String database) {
        stack.need(components);
        Map<String, String> settings = new HashMap<>();
        settings.put("countersign.server-keys.file", serverKeys.toString());
        settings.put("countersign.key-encryption-key.file", keyEncryptionKey.toString());
        if (components.contains(Component.POSTGRES)) {
            settings.putAll(database(database));
        }
        if (components.contains(Component.REDIS)) {
            settings.put("quarkus.redis.hosts", stack.redis().url());
        }
        if (components.contains(Component.KAFKA)) {
            settings.put("kafka.bootstrap.servers", stack.kafka().bootstrapServers());
        }
        return settings;
    }

    private Map<String, String> database(String name) {
        Database database =
                switch (name) {
                    case "countersign" -> stack.countersign();
                    case "sample_api" -> stack.sampleApi();
                    default -> throw new IllegalArgumentException("no database " + name);
                };
        return Map.of(
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    private Path keyFile(String name) {
        try {
            return Secrets.write(stack.folder().resolve(name), Secrets.keyFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
