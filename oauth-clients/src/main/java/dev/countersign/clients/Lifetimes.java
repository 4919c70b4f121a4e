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
}
