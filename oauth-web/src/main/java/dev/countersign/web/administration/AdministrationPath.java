package dev.countersign.web.administration;

import dev.countersign.clients.AdminAddress;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

/** The path of a resource method, as its annotations have it. */
public final class AdministrationPath {

    private AdministrationPath() {}

    /** With one slash before each part and none after it. */
    public static String of(Method method) {
        return path(method.getDeclaringClass()) + path(method);
    }

    public static boolean isAdministration(Method method) {
        return AdminAddress.isAdministration(of(method));
    }

    /** Whether it is no part of administration, or says why nobody is asked for there. */
    static boolean mayBeOpen(Method method) {
        return !isAdministration(method) || method.isAnnotationPresent(OutsideAdministration.class);
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        String text = path == null ? "" : path.value().replaceAll("^/+|/+$", "");
        return text.isEmpty() ? "" : "/" + text;
    }
}
