package dev.countersign.auth.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * The end of a logout, or where an application that forgot its tokens sends the browser.
 *
 * @param people whose accounts are signed in all the same
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignedOutPage(List<String> people) implements TemplateInstance {}
