package dev.countersign.resourceserver.jaxrs;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Sees every resource method once at start-up. One that does not say who may call it stops the
 * start: forgetting an annotation must not open, nor silently close, anything.
 */
@Provider
@Singleton
public final class DeclaredScopes implements DynamicFeature {

    private final SortedSet<String> scopes = new ConcurrentSkipListSet<>();

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        declare(resource.getResourceClass(), resource.getResourceMethod());
    }

    void declare(Class<?> resource, Method method) {
        switch (MethodAccess.of(resource, method)) {
            case MethodAccess.Scoped(Set<String> needed) -> scopes.addAll(needed);
            case MethodAccess.Open() -> {}
            case MethodAccess.Undeclared() ->
                    throw new IllegalStateException(
                            "%s.%s needs either @RequiresScope or @PermitAll"
                                    .formatted(resource.getName(), method.getName()));
        }
    }

    /** What the API's methods ask for, sorted. */
    SortedSet<String> scopes() {
        return scopes;
    }
}
