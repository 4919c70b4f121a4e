package dev.countersign.auth.admin.users;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.store.user.User;
import dev.countersign.web.administration.WrongFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The roles that an account may have. A manager of an application is none of them. */
final class Roles {

    private static final Set<String> KNOWN = Set.of(User.ADMINISTRATOR, "auditor");

    private Roles() {}

    /** As they were sent: an array of words. */
    static List<String> read(JsonNode roles, WrongFields wrong) {
        List<String> read = new ArrayList<>();
        roles.forEach(it -> read.add(it.isTextual() ? it.textValue() : ""));
        if (!roles.isArray() || !KNOWN.containsAll(read)) {
            wrong.add("roles", "may hold administrator and auditor");
            return List.of();
        }
        return read.stream().distinct().sorted().toList();
    }
}
