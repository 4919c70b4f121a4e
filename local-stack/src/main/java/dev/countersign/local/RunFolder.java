package dev.countersign.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The run files of one stack, by which a later call finds what an earlier one started. */
final class RunFolder {

    static final String SUPERVISOR = "supervisor";

    private final Path folder;

    RunFolder(Path folder) {
        this.folder = folder;
    }

    void record(RunFile file) {
        try {
            file.write(folder);
        } catch (IOException e) {
            throw new LocalStackFailure("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new LocalStackFailure("cannot delete from " + folder + ": " + e.getMessage(), e);
        }
    }

    Optional<RunFile> find(String name) {
        return all().stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /** In the order in which they were started. A damaged file is as good as none. */
    List<RunFile> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<RunFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path :
                    paths.filter(path -> !path.toString().endsWith(RunFile.PARTIAL)).toList()) {
                read(path).ifPresent(files::add);
            }
        } catch (IOException e) {
            throw new LocalStackFailure("cannot read " + folder + ": " + e.getMessage(), e);
        }
        files.sort(Comparator.comparing(RunFile::started));
        return files;
    }

    private static Optional<RunFile> read(Path path) {
        try {
            return Optional.of(RunFile.read(path));
        } catch (IOException | RuntimeException goneOrDamaged) {
            return Optional.empty();
        }
    }
}
