package dev.countersign.auth.login;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The sign-in form.
 *
 * @param errorId names the refused attempt; empty at first
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LoginPage(String application, String request, String token, String username, String errorId)
        implements TemplateInstance {}
