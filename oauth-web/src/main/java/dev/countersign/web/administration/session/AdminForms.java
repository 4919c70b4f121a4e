package dev.countersign.web.administration.session;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.web.browser.Seals;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tokens against cross-site request forgery (RFC 9700 §4.7): a form's token is bound to the form
 * and to the session.
 */
@Singleton
public final class AdminForms {

    private final Seals seals;

    AdminForms(Seals seals) {
        this.seals = seals;
    }

    public String token(String form, AdminVisitor visitor) {
        return seals.seal("admin", form, visitor.cookie().value());
    }

    /**
     * @throws OAuthException {@link Refusal#FORM_FORGED}
     */
    public void check(Optional<String> token, String form, AdminVisitor visitor) {
        if (token.filter(it -> seals.holds(it, "admin", form, visitor.cookie().value()))
                .isEmpty()) {
            throw new OAuthException(Refusal.FORM_FORGED);
        }
    }
}
