package dev.countersign.auth.admin.bootstrap;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** There is an administrator now. */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record BootstrapDonePage(String email) implements TemplateInstance {}
