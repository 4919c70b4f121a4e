package dev.countersign.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A project folder in which every service is packaged, as a {@link FakeService}. */
final class FakeProject {

    private FakeProject() {}

    static Path in(Path folder) throws IOException {
        for (ServiceDefinition service : ServiceDefinition.values()) {
            Path packaged = Files.createDirectories(service.packaged(folder));
            writeJar(packaged.resolve("quarkus-run.jar"));
        }
        return folder;
    }

    private static void writeJar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        String entry = FakeService.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream bytes = FakeService.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new JarEntry(entry));
            if (bytes != null) {
                bytes.transferTo(jar);
            }
            jar.closeEntry();
        }
    }
}
