package dev.countersign.auth.logout;

import dev.countersign.auth.pages.HiddenField;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * Asks whether to sign out, OpenID Connect RP-Initiated Logout 1.0 §2.
 *
 * @param people who would be signed out; nobody where nobody is signed in
 * @param staying who would not, for the hint names another account of the browser
 * @param application who asks; empty where that is not known
 * @param returns whether the browser goes back to the application afterwards
 * @param destination the site it goes to; empty for an app on the person's own device
 * @param fields the request, to be read once more with the answer
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LogoutPage(
        List<String> people,
        List<String> staying,
        String application,
        boolean returns,
        String destination,
        List<HiddenField> fields,
        String token)
        implements TemplateInstance {}
