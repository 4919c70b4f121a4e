package dev.countersign.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the project that a program writes and nobody edits.
 *
 * @param path from the project's folder
 */
public record GeneratedFile(Path path, String content) {

    void write(Path project) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
