package dev.countersign.api.me;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers by the hash of the token they were given to: the latest, for a minute at most. */
final class KeptAnswers {

    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private record Kept(JsonNode claims, Instant until) {}

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

    synchronized void keep(String key, JsonNode claims, Instant tokenExpires) {
        Instant latest = clock.instant().plus(LONGEST);
        answers.put(key, new Kept(claims, tokenExpires.isBefore(latest) ? tokenExpires : latest));
    }
}
