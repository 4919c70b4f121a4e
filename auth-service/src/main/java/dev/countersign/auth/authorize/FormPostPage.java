package dev.countersign.auth.authorize;

import dev.countersign.auth.pages.HiddenField;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Map;

/**
 * The form that takes an answer to the application, OAuth 2.0 Form Post Response Mode §2: by a
 * script, or by the person where none runs.
 *
 * @param action the redirection URI
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record FormPostPage(String action, List<HiddenField> fields) implements TemplateInstance {

    static FormPostPage of(String action, Map<String, String> parameters) {
        return new FormPostPage(action, HiddenField.of(parameters));
    }
}
