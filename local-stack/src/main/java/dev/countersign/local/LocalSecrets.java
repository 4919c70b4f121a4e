package dev.countersign.local;

import dev.countersign.embedded.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The secrets of a local stack: generated when first asked for, and the same ever after. */
final class LocalSecrets {

    private final Path folder;

    LocalSecrets(Path folder) {
        this.folder = folder;
    }

    /** A generated password, by what it is for. */
    String password(String name) {
        Path file = kept(name + "-password", Secrets::password);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LocalStackFailure("cannot read " + file, e);
        }
    }

    /** A file with one generated key, in the format {@code <id>:<base64>}. */
    Path keyFile(String name) {
        return kept(name, Secrets::keyFile);
    }

    private Path kept(String name, Supplier<String> generator) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Secrets.write(file, generator.get());
            }
            return file;
        } catch (IOException e) {
            throw new LocalStackFailure("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
