package dev.countersign.auth.browser;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.request.RequestHandle;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tokens against cross-site request forgery (RFC 9700 §4.7): a form's token is bound to the form,
 * the browser and the pending request, and needs no memory here.
 */
@Singleton
public final class FormTokens {

    private final Seals seals;

    FormTokens(Seals seals) {
        this.seals = seals;
    }

    public String issue(String form, Browser browser, RequestHandle request) {
        return seals.seal("form", form, browser.id(), request.value());
    }

    /**
     * @throws OAuthException {@link Refusal#FORM_FORGED}
     */
    public void check(Optional<String> token, String form, Browser browser, RequestHandle request) {
        boolean ours =
                token.filter(it -> seals.holds(it, "form", form, browser.id(), request.value()))
                        .isPresent();
        if (!ours) {
            throw new OAuthException(Refusal.FORM_FORGED);
        }
    }
}
