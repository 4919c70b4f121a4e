package dev.countersign.token.issue;

import dev.countersign.token.issue.Issuance.ForApplication;
import dev.countersign.token.issue.Issuance.ForPerson;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * When an access token expires: by the application's setting, within the server's maximum, and
 * never after the grant that it stands on.
 */
@Singleton
public final class AccessTokenLifetime {

    /** A verifier refuses what lives longer (contract, section 5). */
    private static final Duration ABSOLUTE = Duration.ofHours(24);

    private final Duration longest;

    AccessTokenLifetime(TokenSettings settings) {
        this.longest = settings.longestAccessToken();
        if (longest.isNegative() || longest.isZero() || longest.compareTo(ABSOLUTE) > 0) {
            throw new IllegalArgumentException(
                    "countersign.tokens.longest-access-token is not within 24 hours: " + longest);
        }
    }

    Instant expiry(Issuance issuance, Instant now) {
        Instant wanted =
                now.plus(shorter(issuance.application().lifetimes().accessToken(), longest));
        return switch (issuance) {
            case ForPerson person -> earlier(wanted, person.grant().expiresAt());
            case ForApplication ignored -> wanted;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
