package dev.countersign.auth.login;

import dev.countersign.auth.login.AccountChoice.Offer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The accounts of the browser, one button each, and the way to sign in with another one. */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AccountPage(String application, String request, List<Offer> offers)
        implements TemplateInstance {}
