package dev.countersign.api.me;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.resourceserver.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers by the hash of the token they were given to: the latest, for a minute at most, and no
 * longer than the token may be used.
 */
final class KeptAnswers {

    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private record Kept(JsonNode claims, AccessToken token, Instant until) {}

    private final InstantSource clock;
    private final Map<String, Kept> answers =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                    return size() > MOST;
                }
            };

    KeptAnswers(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Optional<JsonNode> find(String key) {
        Kept kept = answers.get(key);
        if (kept == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(kept.until)) {
            answers.remove(key);
            return Optional.empty();
        }
        return Optional.of(kept.claims);
    }

    synchronized void keep(String key, JsonNode claims, AccessToken token) {
        Instant latest = clock.instant().plus(LONGEST);
        Instant expires = token.expiresAt();
        answers.put(key, new Kept(claims, token, expires.isBefore(latest) ? expires : latest));
    }

    /** Forgets what was given to tokens that are no more. */
    synchronized void forget(Predicate<AccessToken> stopped) {
        answers.values().removeIf(kept -> stopped.test(kept.token));
    }

    synchronized int size() {
        return answers.size();
    }
}
