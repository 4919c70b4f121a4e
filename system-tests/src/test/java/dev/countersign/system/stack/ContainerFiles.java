package dev.countersign.system.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.embedded.Secrets;
import dev.countersign.embedded.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * The state folder of a stack of containers, as the supervisor has one, and the folders that are
 * mounted: whoever runs in a container may read what is mounted there, and nobody on this machine
 * who may not enter the state folder.
 */
record ContainerFiles(Path state) {

    /** An empty one, with the secrets of a new stack. */
    static ContainerFiles fresh(Path state) {
        try {
            Trees.delete(state);
            Files.createDirectories(state);
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
            for (String folder : List.of("secrets", "run", "logs", "mounts")) {
                Files.createDirectory(state.resolve(folder));
            }
            var files = new ContainerFiles(state);
            for (String store : List.of("postgres", "redis", "countersign", "sample-api")) {
                files.keep(store + "-password", Secrets.password());
            }
            files.keep("server-keys", Secrets.keyFile());
            files.keep("key-encryption-key", Secrets.keyFile());
            return files;
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }

    private void keep(String secret, String content) throws IOException {
        Secrets.write(state.resolve("secrets").resolve(secret), content);
    }

    String secret(String name) {
        try {
            return Files.readString(state.resolve("secrets").resolve(name)).strip();
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    Path log(String name) {
        return state.resolve("logs").resolve(name + ".log");
    }

    Path run() {
        return state.resolve("run");
    }

    void write(String name, String content) {
        try {
            Files.writeString(state.resolve(name), content);
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }

    /** A folder to be mounted, with these files in it. */
    Path mount(String name, Map<String, String> contents) {
        try {
            Path folder = Files.createDirectory(state.resolve("mounts").resolve(name));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (var content : contents.entrySet()) {
                Path file = Files.writeString(folder.resolve(content.getKey()), content.getValue());
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
            }
            return folder;
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }

    /** The demo data, which a supervisor declares by itself, and those of the tests. */
    static Map<String, String> declarations() {
        return Map.of(
                "demo.yaml", resource("/demo.yaml"),
                "system-tests.yaml", resource("/system-tests.yaml"));
    }

    private static String resource(String name) {
        try (InputStream resource = ContainerFiles.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
