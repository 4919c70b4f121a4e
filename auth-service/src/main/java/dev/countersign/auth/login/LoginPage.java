package dev.countersign.auth.login;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The sign-in form.
 *
 * @param errorId names the refused attempt; empty at first
 * @param choice whether there are accounts to go back to and choose from
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record LoginPage(
        String application,
        String request,
        String token,
        String username,
        String errorId,
        boolean choice)
        implements TemplateInstance {}
