package dev.countersign.auth.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What to do next.
 *
 * @param local whether this is somebody's own machine, where the demo is at hand
 * @param people whose accounts are signed in in this browser
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record HomePage(String issuer, boolean local, List<String> people) implements TemplateInstance {}
