package dev.countersign.auth.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Where an application sends the browser after it has forgotten its tokens. */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignedOutPage() implements TemplateInstance {}
