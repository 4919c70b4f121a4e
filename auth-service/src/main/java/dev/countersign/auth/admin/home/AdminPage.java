package dev.countersign.auth.admin.home;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * Who is signed in, and what they may do.
 *
 * @param role {@code administrator}, {@code auditor}, {@code manager} or {@code nobody}
 * @param permissions the sentences of the scopes that the role can use
 * @param applications names of those that a manager manages
 * @param more whether there are more of them than are shown
 * @param endsAt when the session ends at the latest
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AdminPage(
        String person,
        String email,
        String role,
        List<String> permissions,
        List<String> applications,
        boolean more,
        String endsAt,
        String token)
        implements TemplateInstance {}
