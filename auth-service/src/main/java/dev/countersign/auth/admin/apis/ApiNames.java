package dev.countersign.auth.admin.apis;

import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.ApiEntity.ApiScope;
import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.web.administration.WrongFields;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of APIs: none stands for two things, and none is taken from those who rely on it.
 * Within a transaction that {@code ofNames} began.
 */
final class ApiNames {

    private static final String IN_USE =
            """
            select client_id from applications
            where scopes && string_to_array(?1, ' ') or default_api = ?2 limit 1
            """;

    private ApiNames() {}

    /** Contract section 3: no client id equals an API's identifier; nor another credential. */
    static Uni<Void> check(ApiRegistration registration, WrongFields wrong) {
        return ApplicationEntity.<ApplicationEntity>list(
                        "clientId in (?1, ?2)", registration.identifier(), clientId(registration))
                .chain(
                        applications ->
                                ApiEntity.<ApiEntity>listAll()
                                        .invoke(
                                                apis ->
                                                        check(
                                                                registration,
                                                                applications,
                                                                apis,
                                                                wrong)))
                .replaceWithVoid();
    }

    private static void check(
            ApiRegistration registration,
            List<ApplicationEntity> applications,
            List<ApiEntity> apis,
            WrongFields wrong) {
        List<ApiEntity> others =
                apis.stream()
                        .filter(it -> !it.identifier.equals(registration.identifier()))
                        .toList();
        Set<String> clientIds =
                Stream.concat(
                                others.stream().map(it -> it.introspectionClientId),
                                applications.stream().map(it -> it.clientId))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        if (clientIds.contains(registration.identifier())) {
            wrong.add("identifier", "is a client id");
        }
        String clientId = clientId(registration);
        if (clientIds.contains(clientId)
                || registration.identifier().equals(clientId)
                || others.stream().anyMatch(it -> it.identifier.equals(clientId))) {
            wrong.add("introspection.client_id", "is a client id, or the identifier of an API");
        }
        Set<String> taken =
                others.stream()
                        .flatMap(it -> it.scopes.stream())
                        .map(ApiScope::name)
                        .collect(Collectors.toSet());
        for (int i = 0; i < registration.scopes().size(); i++) {
            if (taken.contains(registration.scopes().get(i).name())) {
                wrong.add("scopes[" + i + "].name", "is a scope of another API");
            }
        }
    }

    /** Empty, which no client id is, where it has none. */
    private static String clientId(ApiRegistration registration) {
        return registration.introspection().map(ClientId::value).orElse("");
    }

    /**
     * Were a scope gone that applications are registered for, whoever registers it next would get
     * them.
     *
     * @param identifier empty where the API itself stays
     * @throws OAuthException in the {@code Uni}: {@code IN_USE} naming an application
     */
    static Uni<Void> checkUnused(Collection<String> scopes, String identifier) {
        return Panache.getSession()
                .flatMap(
                        it ->
                                it.createNativeQuery(IN_USE, String.class)
                                        .setParameter(1, String.join(" ", scopes))
                                        .setParameter(2, identifier)
                                        .getSingleResultOrNull())
                .invoke(
                        user -> {
                            if (user != null) {
                                throw new OAuthException(Refusal.IN_USE, user);
                            }
                        })
                .replaceWithVoid();
    }
}
