package dev.countersign.auth.admin.home;

import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.Scopes;
import dev.countersign.web.administration.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody of this role may do, said in sentences. */
final class Permissions {

    private Permissions() {}

    /** Of a manager it is said by naming the applications. */
    static List<String> of(Optional<Role> role, Scopes scopes) {
        return scopes.names().stream()
                .filter(scope -> role.filter(it -> isFor(it, scope)).isPresent())
                .map(AdminApi.SENTENCES::get)
                .toList();
    }

    static String word(Optional<Role> role) {
        return role.map(it -> it.name().toLowerCase(Locale.ROOT)).orElse("nobody");
    }

    private static boolean isFor(Role role, String scope) {
        return switch (role) {
            case ADMINISTRATOR -> true;
            case AUDITOR -> scope.endsWith(":read");
            case MANAGER -> false;
        };
    }
}
