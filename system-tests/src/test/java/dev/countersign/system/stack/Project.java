package dev.countersign.system.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project that is tested: its modules, as the build packaged them. */
public final class Project {

    private Project() {}

    public static Path root() {
        // set by the build; in an IDE the tests run in the module's folder
        String root = System.getProperty("countersign.project", "..");
        return Path.of(root).toAbsolutePath().normalize();
    }

    public static Path module(String name) {
        return root().resolve(name);
    }

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A module's jar, and the libraries that its build copied beside it. */
    public static String classPath(String module, String libraries) throws IOException {
        Path target = module(module).resolve("target");
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(target, module + "-[0-9]*.jar")) {
            for (Path jar : jars) {
                return jar + File.pathSeparator + target.resolve(libraries).resolve("*");
            }
        }
        throw new IllegalStateException(module + " is not packaged");
    }
}
