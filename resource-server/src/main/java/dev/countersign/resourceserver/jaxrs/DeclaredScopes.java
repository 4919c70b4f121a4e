package dev.countersign.resourceserver.jaxrs;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
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
        switch (MethodAccess.of(resource.getResourceClass(), resource.getResourceMethod())) {
            case MethodAccess.Scoped(Set<String> needed) -> scopes.addAll(needed);
            case MethodAccess.Open() -> {}
            case MethodAccess.Undeclared() ->
                    throw new IllegalStateException(
                            resource.getResourceClass().getName()
                                    + "."
                                    + resource.getResourceMethod().getName()
                                    + " needs either @RequiresScope or @PermitAll");
        }
    }

    /** What the API's methods ask for, sorted. */
    SortedSet<String> scopes() {
        return scopes;
    }
}
