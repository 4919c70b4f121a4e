package dev.countersign.auth.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Where a native application sends the browser after it has got its tokens. */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignedInPage() implements TemplateInstance {}
