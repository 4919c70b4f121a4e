package dev.countersign.auth.authorize;

import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.util.Optional;

/**
 * The step of what is only kept and given back: {@code state}, {@code nonce}, {@code login_hint}.
 */
final class ClientText {

    private static final int LONGEST = 2_048;
    private static final int LONGEST_HINT = 254;

    private ClientText() {}

    static Optional<String> state(Parameters parameters) {
        return bounded(parameters, "state", LONGEST);
    }

    static Optional<String> nonce(Parameters parameters) {
        return bounded(parameters, "nonce", LONGEST);
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
