package dev.countersign.auth.logout;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The person chose not to sign out. The application hears nothing of it: there was no logout to
 * return from.
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record StillSignedInPage() implements TemplateInstance {}
