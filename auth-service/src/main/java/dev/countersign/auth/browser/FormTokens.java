package dev.countersign.auth.browser;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.session.SessionCookie;
import dev.countersign.web.browser.Seals;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tokens against cross-site request forgery (RFC 9700 §4.7): each is bound to a {@link Form}, and
 * needs no memory here.
 */
@Singleton
public final class FormTokens {

    private final Seals seals;

    FormTokens(Seals seals) {
        this.seals = seals;
    }

    public String issue(Form form) {
        return seals.seal("form", parts(form));
    }

    /**
     * @throws OAuthException {@link Refusal#FORM_FORGED}
     */
    public void check(Optional<String> token, Form form) {
        if (token.filter(it -> holds(it, form)).isEmpty()) {
            throw new OAuthException(Refusal.FORM_FORGED);
        }
    }

    /**
     * Which of the browser's sessions the form was shown to.
     *
     * @throws OAuthException {@link Refusal#FORM_FORGED} where it was none that is still here
     */
    public SessionCookie session(Optional<String> token, Form form) {
        return token.stream()
                .flatMap(
                        it ->
                                form.browser().sessions().all().stream()
                                        .filter(session -> holds(it, form.by(session))))
                .findFirst()
                .orElseThrow(() -> new OAuthException(Refusal.FORM_FORGED));
    }

    private boolean holds(String token, Form form) {
        return seals.holds(token, "form", parts(form));
    }

    private static String[] parts(Form form) {
        return form.parts().toArray(String[]::new);
    }
}
