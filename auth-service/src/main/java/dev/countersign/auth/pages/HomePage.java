package dev.countersign.auth.pages;

import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.Issuer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What to do next.
 *
 * @param local whether this is somebody's own machine, where the demo is at hand
 * @param administered whether administration is here, too: anybody reads this page, and a host of
 *     its own is not everybody's to know
 * @param people whose accounts are signed in in this browser
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record HomePage(String issuer, boolean local, boolean administered, List<String> people)
        implements TemplateInstance {

    static HomePage of(AdminAddress administration, List<String> people) {
        Issuer issuer = administration.issuer();
        return new HomePage(
                issuer.value(), !issuer.isHttps(), administration.own().isEmpty(), people);
    }
}
