package dev.countersign.desktop.step;

import java.util.Map;

/** What one person has allowed one application. */
public record Access(String user, String application) {

    /** As the administration API names them, in a query and in a rule alike. */
    Map<String, String> asMembers() {
        return Map.of("user", user, "application", application);
    }
}
