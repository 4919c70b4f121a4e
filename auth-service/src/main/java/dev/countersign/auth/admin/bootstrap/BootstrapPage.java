package dev.countersign.auth.admin.bootstrap;

import dev.countersign.auth.admin.users.NewUserRequest;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * The form of the first administrator.
 *
 * @param token of the link
 * @param wrong the names of the fields that were wrong; empty at first
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record BootstrapPage(
        String token, String firstName, String lastName, String email, List<String> wrong)
        implements TemplateInstance {

    static BootstrapPage first(String token) {
        return new BootstrapPage(token, "", "", "", List.of());
    }

    /** What was typed is shown again, but for the password. */
    static BootstrapPage again(String token, NewUserRequest typed, List<String> wrong) {
        return new BootstrapPage(
                token,
                String.valueOf(typed.firstName()),
                String.valueOf(typed.lastName()),
                String.valueOf(typed.email()),
                wrong);
    }
}
