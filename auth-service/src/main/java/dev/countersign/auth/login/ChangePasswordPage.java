package dev.countersign.auth.login;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The form of a person whose password was somebody else's choice.
 *
 * @param account whose it is, sealed by {@code token}
 * @param errorId names the refused attempt; empty at first
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ChangePasswordPage(
        String application, String request, String token, String account, String errorId)
        implements TemplateInstance {}
