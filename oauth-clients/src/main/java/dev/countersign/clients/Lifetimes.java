package dev.countersign.clients;

import java.time.Duration;
import java.util.Optional;

/**
 * How long what an application obtains lives. A grant's end is fixed when the grant is made.
 *
 * @param refreshWindow how long after it was spent a refresh token is answered with its successor
 */
public record Lifetimes(
        Duration code,
        Duration accessToken,
        Duration grant,
        Optional<Duration> grantIdle,
        Duration refreshWindow) {

    /** The defaults of the contract, section 4. */
    public static final Lifetimes DEFAULT =
            new Lifetimes(
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(30),
                    Duration.ofHours(12),
                    Optional.empty(),
                    Duration.ofSeconds(10));

    /** The same where the dialect is on: access tokens of 600 seconds (contract, section 6). */
    public static final Lifetimes DIALECT =
            new Lifetimes(
                    DEFAULT.code,
                    Duration.ofMinutes(10),
                    DEFAULT.grant,
                    DEFAULT.grantIdle,
                    DEFAULT.refreshWindow);

    /** The longest that may be registered. */
    public static final Lifetimes LONGEST =
            new Lifetimes(
                    Duration.ofMinutes(10),
                    Duration.ofHours(24),
                    Duration.ofDays(366),
                    Optional.of(Duration.ofDays(366)),
                    Duration.ofSeconds(60));
}
