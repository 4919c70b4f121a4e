package dev.countersign.resourceserver.token;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Tokens whose signature was verified a moment ago, by SHA-256, so that a client's many calls cost
 * one verification. What can change (expiry, rules, freshness, scope) is no part of it.
 *
 * <p>Two generations: when the young one is full or old enough it becomes the old one, and what was
 * old is forgotten. So it is bounded in number and in time, and reading takes no lock.
 */
final class VerifiedTokens {

    private static final int GENERATION_SIZE = 5_000;
    private static final long GENERATION_NANOS = Duration.ofSeconds(30).toNanos();

    private record Generations(
            Map<String, AccessToken> young, Map<String, AccessToken> old, long since) {}

    private final LongSupplier nanos;
    private volatile Generations generations;

    VerifiedTokens(LongSupplier nanos) {
        this.nanos = nanos;
        this.generations = new Generations(new ConcurrentHashMap<>(), Map.of(), nanos.getAsLong());
    }

    Optional<AccessToken> find(String hash) {
        Generations current = current();
        return Optional.ofNullable(current.young.get(hash))
                .or(() -> Optional.ofNullable(current.old.get(hash)));
    }

    void remember(String hash, AccessToken token) {
        current().young.put(hash, token);
    }

    private Generations current() {
        Generations current = generations;
        long age = nanos.getAsLong() - current.since;
        if (age < GENERATION_NANOS && current.young.size() < GENERATION_SIZE) {
            return current;
        }
        return renew(current, age < 2 * GENERATION_NANOS ? current.young : Map.of());
    }

    private synchronized Generations renew(Generations seen, Map<String, AccessToken> old) {
        if (generations.since == seen.since) {
            generations = new Generations(new ConcurrentHashMap<>(), old, nanos.getAsLong());
        }
        return generations;
    }
}
