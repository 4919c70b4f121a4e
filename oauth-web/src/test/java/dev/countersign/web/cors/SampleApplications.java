package dev.countersign.web.cors;

import dev.countersign.clients.Api;
import dev.countersign.clients.Application;
import dev.countersign.clients.ApplicationType;
import dev.countersign.clients.Applications;
import dev.countersign.clients.Lifetimes;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.RedirectUri;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Two applications with pages, and one that is disabled, in place of those of the store. */
@Alternative
@Priority(1)
@Singleton
final class SampleApplications implements Applications {

    private final Map<ClientId, Application> all =
            Map.of(
                    new ClientId("one"), application("one", "https://one.example/callback", true),
                    new ClientId("two"), application("two", "http://127.0.0.1:9000/callback", true),
                    new ClientId("off"), application("off", "https://off.example/callback", false));

    @Override
    public Uni<Optional<Application>> find(ClientId id) {
        return Uni.createFrom().item(Optional.ofNullable(all.get(id)));
    }

    @Override
    public Uni<Set<Origin>> origins() {
        return Uni.createFrom()
                .item(
                        all.values().stream()
                                .filter(Application::enabled)
                                .map(it -> Application.origins(it.redirectUris(), it.corsOrigins()))
                                .flatMap(Set::stream)
                                .collect(Collectors.toSet()));
    }

    @Override
    public Uni<Optional<Api>> findApi(ClientId introspectionClient) {
        return Uni.createFrom().item(Optional.empty());
    }

    private static Application application(String id, String redirectUri, boolean enabled) {
        return new Application(
                new ClientId(id),
                id,
                ApplicationType.WEB,
                Optional.empty(),
                Optional.empty(),
                false,
                Set.of(new RedirectUri(redirectUri)),
                Set.of(),
                List.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                false,
                true,
                false,
                Set.of(),
                Optional.empty(),
                SecurityProfile.USUAL,
                Lifetimes.DEFAULT,
                enabled,
                Instant.EPOCH);
    }
}
