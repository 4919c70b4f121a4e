package dev.countersign.auth.consent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What an application asks for, and the two answers.
 *
 * @param destination the site that gets the answer; empty for an app on the person's own device
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ConsentPage(
        String application,
        String person,
        String destination,
        List<Permission> permissions,
        String request,
        String token)
        implements TemplateInstance {}
