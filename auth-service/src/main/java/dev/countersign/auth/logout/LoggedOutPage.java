package dev.countersign.auth.logout;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The person is signed out, and the application did not register where it asked to return. */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LoggedOutPage(String errorId) implements TemplateInstance {}
