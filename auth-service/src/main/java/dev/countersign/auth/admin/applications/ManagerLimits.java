package dev.countersign.auth.admin.applications;

import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.web.administration.Administrator;
import java.util.ArrayList;
import java.util.List;

/**
 * What a manager may not change of an application: nothing that gives the manager, or the
 * application, what only an administrator may give.
 */
final class ManagerLimits {

    private ManagerLimits() {}

    /**
     * @throws OAuthException {@code ADMINISTRATOR_ONLY} naming the fields
     */
    static void check(Administrator by, Registration before, Registration after) {
        if (by.isAdministrator()) {
            return;
        }
        checkIsOfNoAdministration(by, before.administers());
        List<String> fields = new ArrayList<>();
        refuse(after.administers(), "scopes", fields);
        refuse(!after.dialectIssuer().equals(before.dialectIssuer()), "dialect.issuer", fields);
        refuse(before.membersOnly() && !after.membersOnly(), "members_only", fields);
        // whoever is not asked cannot refuse what the application asks for besides
        refuse(before.consent() && !after.consent(), "consent", fields);
        // access that is handed out where no client is authenticated
        refuse(
                after.responseTypes().stream()
                        .filter(ResponseType::givesAccessToken)
                        .anyMatch(it -> !before.responseTypes().contains(it)),
                "response_types",
                fields);
        // applications that know people by the same subjects can put together what each knows
        refuse(
                before.sector().isPresent() && !before.sector().equals(after.sector()),
                sectorsField(before, after),
                fields);
        // what an administrator disabled stays so
        refuse(!before.enabled() && after.enabled(), "enabled", fields);
        if (!fields.isEmpty()) {
            throw new OAuthException(Refusal.ADMINISTRATOR_ONLY, String.join(", ", fields));
        }
    }

    /**
     * Whoever has the secret or a redirection URI of such an application has what it may do in
     * administration.
     */
    static void checkIsOfNoAdministration(Administrator by, boolean administers) {
        if (!by.isAdministrator() && administers) {
            throw new OAuthException(
                    Refusal.ADMINISTRATOR_ONLY, "the application has scopes of administration");
        }
    }

    /** By which the sector is another one. */
    private static String sectorsField(Registration before, Registration after) {
        if (before.security().subjectType() != after.security().subjectType()) {
            return "subject_type";
        }
        return before.security()
                        .sectorIdentifierUri()
                        .equals(after.security().sectorIdentifierUri())
                ? "redirect_uris"
                : "sector_identifier_uri";
    }

    private static void refuse(boolean changed, String field, List<String> fields) {
        if (changed) {
            fields.add(field);
        }
    }
}
