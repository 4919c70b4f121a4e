package dev.countersign.clients;

import dev.countersign.protocol.GrantId;
import java.time.Duration;
import java.time.Instant;

/**
 * When an access token expires: by the application's setting, within the server's maximum, and
 * never after the grant that it stands on.
 */
public final class AccessTokenLifetime {

    /** A verifier refuses what lives longer (contract, section 5). */
    private static final Duration ABSOLUTE = Duration.ofHours(24);

    private final Duration longest;

    /**
     * @param longest for all applications
     * @throws IllegalArgumentException if it is not within 24 hours
     */
    public AccessTokenLifetime(Duration longest) {
        this.longest = longest;
        if (longest.isNegative() || longest.isZero() || longest.compareTo(ABSOLUTE) > 0) {
            throw new IllegalArgumentException(
                    "countersign.tokens.longest-access-token is not within 24 hours: " + longest);
        }
    }

    /** Of the application's own access. */
    public Instant expiry(Application application, Instant now) {
        return now.plus(shorter(application.lifetimes().accessToken(), longest));
    }

    /** Of access on behalf of a person. */
    public Instant expiry(Application application, GrantId grant, Instant now) {
        return earlier(expiry(application, now), grant.expiresAt());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
