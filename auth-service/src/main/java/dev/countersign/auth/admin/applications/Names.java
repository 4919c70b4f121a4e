package dev.countersign.auth.admin.applications;

import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.ApiEntity.ApiScope;
import dev.countersign.protocol.Scope;
import dev.countersign.web.administration.WrongFields;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether there is what an application names: the scopes of APIs, and its default API. */
final class Names {

    private Names() {}

    /** Within a transaction; what is not there is said in the fields. There are few APIs. */
    static Uni<Void> check(Registration registration, WrongFields wrong) {
        return ApiEntity.<ApiEntity>listAll()
                .invoke(apis -> check(registration, apis, wrong))
                .replaceWithVoid();
    }

    private static void check(Registration registration, List<ApiEntity> apis, WrongFields wrong) {
        Set<String> known =
                apis.stream()
                        .flatMap(api -> api.scopes.stream())
                        .map(ApiScope::name)
                        .collect(Collectors.toSet());
        List<String> scopes = registration.scopes().names();
        for (int i = 0; i < scopes.size(); i++) {
            if (!known.contains(scopes.get(i))
                    && !Scope.OF_PEOPLE.contains(new Scope(scopes.get(i)))) {
                wrong.add("scopes[" + i + "]", "is of no registered API");
            }
        }
        if (registration.defaultApi().filter(it -> !isThere(it, apis)).isPresent()) {
            wrong.add("default_api", "is the identifier of no registered API");
        }
    }

    private static boolean isThere(String identifier, List<ApiEntity> apis) {
        return apis.stream().anyMatch(api -> api.identifier.equals(identifier));
    }
}
