package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.Accepted;
import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/**
 * Stands in front of every resource method and lets through what {@link ResourceServer} accepts.
 * Never blocks: the rare request that waits for a key set is suspended.
 */
@jakarta.ws.rs.ext.Provider
@Singleton
@Priority(Priorities.AUTHENTICATION)
public final class AccessFilter implements ResteasyReactiveContainerRequestFilter {

    /** Looked up at the first request: filters are made before there are settings. */
    private final Provider<ResourceServer> core;

    private final PresentedToken presented;
    private final Map<Declared, MethodAccess> declared = new ConcurrentHashMap<>();

    /** With the class: an inherited method may be open in one and guarded in another. */
    private record Declared(Class<?> resource, Method method) {}

    AccessFilter(Provider<ResourceServer> core, PresentedToken presented) {
        this.core = core;
        this.presented = presented;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext request) {
        switch (access(request)) {
            case MethodAccess.Open() -> {}
            case MethodAccess.Scoped(Set<String> scopes) -> guard(request, scopes);
            case MethodAccess.Undeclared() -> throw new Refused(AccessRefusal.METHOD_NOT_DECLARED);
        }
    }

    private MethodAccess access(ResteasyReactiveContainerRequestContext request) {
        ResourceInfo resource =
                ((ResteasyReactiveRequestContext) request.getServerRequestContext())
                        .getResteasyReactiveResourceInfo();
        return declared.computeIfAbsent(
                new Declared(resource.getResourceClass(), resource.getResourceMethod()),
                key -> MethodAccess.of(key.resource, key.method));
    }

    private void guard(ResteasyReactiveContainerRequestContext request, Set<String> scopes) {
        AtomicReference<Accepted> slot = presented.slot();
        CompletableFuture<Void> decision =
                core.get()
                        .decide(
                                authorization(request),
                                request.getUriInfo().getQueryParameters().keySet(),
                                scopes)
                        .thenAccept(slot::set)
                        .toCompletableFuture();
        if (decision.isDone()) {
            finish(decision);
            return;
        }
        request.suspend();
        var unused =
                decision.whenComplete(
                        (accepted, failure) -> {
                            if (failure == null) {
                                request.resume();
                            } else {
                                request.resume(unwrapped(failure));
                            }
                        });
    }

    private static List<String> authorization(ContainerRequestContext request) {
        List<String> headers = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return headers == null ? List.of() : headers;
    }

    private static void finish(CompletableFuture<Void> decision) {
        try {
            decision.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(Throwable failure) {
        return failure instanceof CompletionException
                        && failure.getCause() instanceof Refused refused
                ? refused
                : new IllegalStateException(failure);
    }
}
