package dev.countersign.resourceserver.jaxrs;

import jakarta.annotation.security.PermitAll;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Set;

/** Who may call a resource method, as its annotations say. */
sealed interface MethodAccess {

    record Scoped(Set<String> scopes) implements MethodAccess {}

    record Open() implements MethodAccess {}

    /** Neither is said, or both. */
    record Undeclared() implements MethodAccess {}

    static MethodAccess of(Class<?> resource, Method method) {
        MethodAccess onMethod = of(method);
        boolean silent = onMethod instanceof Undeclared && !contradicts(method);
        return silent ? of(resource) : onMethod;
    }

    private static MethodAccess of(AnnotatedElement element) {
        RequiresScope scope = element.getAnnotation(RequiresScope.class);
        boolean open = element.isAnnotationPresent(PermitAll.class);
        if (scope == null) {
            return open ? new Open() : new Undeclared();
        }
        return open ? new Undeclared() : new Scoped(Set.of(scope.value()));
    }

    private static boolean contradicts(AnnotatedElement element) {
        return element.isAnnotationPresent(RequiresScope.class)
                && element.isAnnotationPresent(PermitAll.class);
    }
}
