package dev.countersign.auth.authorize;

import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.util.Optional;

/**
 * The step of what is only kept and given back: {@code state}, {@code nonce}, {@code login_hint}.
 */
public final class ClientText {

    private static final int LONGEST = 2_048;
    private static final int LONGEST_HINT = 254;

    private ClientText() {}

    public static Optional<String> state(Parameters parameters) {
        return bounded(parameters, "state", LONGEST);
    }

    /**
     * OpenID Connect Core 1.0 §3.2.2.1, §3.3.2.1: required of what could be replayed to a client.
     */
    static Optional<String> nonce(Parameters parameters, ResponseType type) {
        Optional<String> nonce = bounded(parameters, "nonce", LONGEST);
        if (type.givesIdToken() && nonce.isEmpty()) {
            throw new OAuthException(Refusal.NONCE_MISSING);
        }
        return nonce;
    }

    static Optional<String> loginHint(Parameters parameters) {
        return bounded(parameters, "login_hint", LONGEST_HINT);
    }

    private static Optional<String> bounded(Parameters parameters, String name, int longest) {
        return parameters.get(
                name,
                text -> {
                    if (text.length() > longest) {
                        throw new IllegalArgumentException("too long");
                    }
                    return text;
                },
                Refusal.PARAMETER_MALFORMED);
    }
}
