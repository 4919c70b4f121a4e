package dev.countersign.auth.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * What to do next.
 *
 * @param local whether this is somebody's own machine, where the demo is at hand
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record HomePage(String issuer, boolean local) implements TemplateInstance {}
