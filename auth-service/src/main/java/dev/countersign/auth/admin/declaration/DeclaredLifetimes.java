package dev.countersign.auth.admin.declaration;

import dev.countersign.clients.Lifetimes;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lifetimes as ISO 8601 durations ({@code PT30M}); what is not declared has the default of the
 * contract, section 4, and each has its bounds.
 */
record DeclaredLifetimes(
        @Nullable String code,
        @Nullable String accessToken,
        @Nullable String grant,
        @Nullable String grantIdle,
        @Nullable String refreshWindow) {

    DeclaredLifetimes {
        Lifetimes longest = Lifetimes.LONGEST;
        within("code", code, longest.code());
        within("accessToken", accessToken, longest.accessToken());
        within("grant", grant, longest.grant());
        within("grantIdle", grantIdle, longest.grantIdle().orElseThrow());
        within("refreshWindow", refreshWindow, longest.refreshWindow());
    }

    Lifetimes toLifetimes(Lifetimes otherwise) {
        return new Lifetimes(
                duration(code).orElse(otherwise.code()),
                duration(accessToken).orElse(otherwise.accessToken()),
                duration(grant).orElse(otherwise.grant()),
                duration(grantIdle),
                duration(refreshWindow).orElse(otherwise.refreshWindow()));
    }

    private static void within(String key, @Nullable String text, Duration longest) {
        try {
            duration(text)
                    .filter(it -> !it.isPositive() || it.compareTo(longest) > 0)
                    .ifPresent(it -> refuse(key, longest));
        } catch (DateTimeParseException e) {
            refuse(key, longest);
        }
    }

    private static void refuse(String key, Duration longest) {
        throw new IllegalArgumentException(
                key + " is no duration like PT30M, or not within " + longest);
    }

    private static Optional<Duration> duration(@Nullable String text) {
        return Optional.ofNullable(text).map(Duration::parse);
    }
}
