package dev.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class Trees {

    private Trees() {}

    /** Deletes the folder; no complaint if there is none. Links are deleted, not followed. */
    public static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        for (Path path : contents(tree).sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    /** Copies the folder, with owners and permissions, to a place where there is nothing yet. */
    public static void copy(Path tree, Path target) throws IOException {
        for (Path path : contents(tree).toList()) {
            Files.copy(
                    path,
                    target.resolve(tree.relativize(path).toString()),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static Stream<Path> contents(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            List<Path> all = paths.toList();
            return all.stream();
        }
    }
}
