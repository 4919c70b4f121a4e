package dev.countersign.auth.authorize;

import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.time.Duration;
import java.util.Optional;

/** The step of {@code max_age}, OpenID Connect Core 1.0 §3.1.2.1: seconds since the sign-in. */
final class MaxAge {

    private static final String GRAMMAR = "[0-9]{1,9}";

    private MaxAge() {}

    static Optional<Duration> of(Parameters parameters) {
        return parameters.get("max_age", MaxAge::seconds, Refusal.PARAMETER_MALFORMED);
    }

    private static Duration seconds(String text) {
        if (!text.matches(GRAMMAR)) {
            throw new IllegalArgumentException("not a number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
