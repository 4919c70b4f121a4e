package dev.countersign.revocation.administration;

import dev.countersign.revocation.RevocationSettings;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The resource methods of the service, as they stand in its class files. */
final class ResourceMethods {

    private ResourceMethods() {}

    static List<Method> underAdmin() {
        return all().stream().filter(AdministrationFilter::isAdministration).toList();
    }

    private static List<Method> all() {
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && name.startsWith("dev/"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .filter(name -> !name.endsWith("package-info"))
                    .map(ResourceMethods::load)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(ResourceMethods::isResourceMethod)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, RevocationSettings.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isResourceMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(it -> it.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
