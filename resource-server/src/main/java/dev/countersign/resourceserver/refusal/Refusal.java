package dev.countersign.resourceserver.refusal;

import java.time.Duration;
import java.util.Optional;

/**
 * One constant of a closed list of refusals. The library's own list is {@link AccessRefusal}; an
 * application may have an enum of its own and throws it as {@link Refused}, so that all its errors
 * look the same.
 */
public interface Refusal {

    /** The constant's name, as it stands in the log. */
    String name();

    /** The HTTP status. */
    int status();

    /**
     * The value of the field {@code error}. Empty where the client sent no token at all: RFC 6750
     * §3.1 wants no error code there.
     */
    Optional<String> error();

    /** Where it is written that this is refused. */
    String clause();

    /** What the client reads. Says nothing that helps to forge a token. */
    String description();

    /** What the operator reads. Never holds a token. */
    String log();

    /** When to try again, for what is only away for a while. */
    Optional<Duration> retryAfter();
}
