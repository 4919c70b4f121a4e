package dev.countersign.web.refusal;

import dev.countersign.protocol.error.ErrorCode;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.util.Optional;

/** The {@code WWW-Authenticate} rendering: RFC 6749 §5.2 for clients, RFC 6750 §3 for tokens. */
final class Challenge {

    private static final String REALM = "realm=\"countersign\"";

    private Challenge() {}

    static Optional<String> of(OAuthException refused) {
        return switch (refused.code()) {
            case INVALID_CLIENT -> Optional.of("Basic " + REALM + ", charset=\"UTF-8\"");
            case INVALID_TOKEN, INSUFFICIENT_SCOPE -> Optional.of(bearer(refused));
            default ->
                    refused.refusal() == Refusal.TOKEN_SENT_TWICE
                            ? Optional.of(bearer(refused))
                            : Optional.empty();
        };
    }

    private static String bearer(OAuthException refused) {
        if (refused.refusal() == Refusal.TOKEN_MISSING) {
            // RFC 6750 §3.1: no error code where no token was sent.
            return "Bearer " + REALM;
        }
        String challenge =
                "Bearer %s, error=\"%s\", error_description=\"%s\", error_id=\"%s\""
                        .formatted(
                                REALM, refused.code().word(), ErrorText.of(refused), refused.id());
        return refused.code() == ErrorCode.INSUFFICIENT_SCOPE && refused.detail().isPresent()
                ? challenge + ", scope=\"" + ErrorText.clean(refused.detail().get()) + "\""
                : challenge;
    }
}
