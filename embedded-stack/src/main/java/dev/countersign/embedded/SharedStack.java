package dev.countersign.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The one stack that all tests of a JVM share, and the settings by which services find it. */
final class SharedStack {

    private static final EmbeddedStack STACK = EmbeddedStack.unstarted();
    private static final Path SERVER_KEYS = keyFile("server-keys");
    private static final Path KEY_ENCRYPTION_KEY = keyFile("key-encryption-key");

    private SharedStack() {}

    static EmbeddedStack stack() {
        return STACK;
    }

    static Map<String, String> settings(Set<Component> components, String database) {
        STACK.need(components);
        Map<String, String> settings = new HashMap<>();
        settings.put("countersign.server-keys.file", SERVER_KEYS.toString());
        settings.put("countersign.key-encryption-key.file", KEY_ENCRYPTION_KEY.toString());
        if (components.contains(Component.POSTGRES)) {
            putDatabase(settings, database);
        }
        if (components.contains(Component.REDIS)) {
            settings.put("quarkus.redis.hosts", STACK.redis().url());
        }
        if (components.contains(Component.KAFKA)) {
            settings.put("kafka.bootstrap.servers", STACK.kafka().bootstrapServers());
        }
        return settings;
    }

    private static void putDatabase(Map<String, String> settings, String name) {
        Database database =
                switch (name) {
                    case "countersign" -> STACK.countersign();
                    case "sample_api" -> STACK.sampleApi();
                    default -> throw new IllegalArgumentException("no database " + name);
                };
        settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
        settings.put("quarkus.datasource.username", database.user());
        settings.put("quarkus.datasource.password", database.password());
    }

    private static Path keyFile(String name) {
        try {
            return Secrets.write(STACK.folder().resolve(name), Secrets.keyFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
