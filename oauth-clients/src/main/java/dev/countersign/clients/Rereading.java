package dev.countersign.clients;

import java.time.Duration;

/**
 * For how long a copy of an application is believed.
 *
 * @param unheard while nothing is heard of changes; also how long ago the last that was heard may
 *     be
 * @param heard while changes are heard of, each of which ends the copy it concerns
 */
public record Rereading(Duration unheard, Duration heard) {

    public static final Rereading DEFAULT =
            new Rereading(Duration.ofSeconds(30), Duration.ofMinutes(10));

    public Rereading {
        if (!unheard.isPositive() || heard.compareTo(unheard) < 0) {
            throw new IllegalArgumentException(
                    "copies that changes end are believed for longer than others");
        }
    }
}
