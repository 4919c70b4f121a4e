package dev.countersign.api.me;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.resourceserver.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers by the hash of the token they were given to: for a minute at most, and no longer than the
 * token may be used. That of a stopped token is never found; a thread of this cache takes it out.
 *
 * <p>Two generations: when the young one is full it becomes the old one, and what was old is
 * forgotten. So the number is bounded, and neither finding nor sweeping holds up anybody.
 */
final class KeptAnswers implements AutoCloseable {

    private static final int GENERATION_SIZE = 5_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration REGULARLY = Duration.ofSeconds(10);

    private record Generations(Map<String, Place> young, Map<String, Place> old) {

        static Generations after(Map<String, Place> old) {
            return new Generations(new ConcurrentHashMap<>(), old);
        }

        Stream<Map<String, Place>> both() {
            return Stream.of(young, old);
        }
    }

    private final Predicate<AccessToken> stopped;
    private final InstantSource clock;
    private final AtomicReference<Generations> generations =
            new AtomicReference<>(Generations.after(new ConcurrentHashMap<>()));
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor sweeper =
            new ScheduledThreadPoolExecutor(
                    1,
                    Thread.ofPlatform().daemon().name("user-info-sweeper").factory(),
                    new ThreadPoolExecutor.DiscardPolicy());

    KeptAnswers(Predicate<AccessToken> stopped, InstantSource clock) {
        this.stopped = stopped;
        this.clock = clock;
        var unused =
                sweeper.scheduleWithFixedDelay(
                        this::sweep,
                        REGULARLY.toMillis(),
                        REGULARLY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    Optional<JsonNode> find(String key) {
        return generations
                .get()
                .both()
                .flatMap(generation -> Stream.ofNullable(generation.get(key)))
                .findFirst()
                .filter(place -> !place.ended())
                .flatMap(Place::answer);
    }

    /** Taken before the question is sent: an answer to what was forgotten meanwhile is not kept. */
    Place place(String key, AccessToken token) {
        Place place = new Place(token);
        roomy().young.put(key, place);
        return place;
    }

    private Generations roomy() {
        return generations.updateAndGet(
                now -> now.young.size() < GENERATION_SIZE ? now : Generations.after(now.young));
    }

    void forget(String key) {
        generations.get().both().forEach(generation -> generation.remove(key));
    }

    /**
     * Costs the caller the same whatever is kept; any number of calls cause ten sweeps a second.
     */
    void sweepSoon() {
        if (due.compareAndSet(false, true)) {
            var unused = sweeper.schedule(this::sweep, SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        // before it begins: what is stopped from now on may be seen too late
        due.set(false);
        generations.get().both().forEach(places -> places.values().removeIf(Place::ended));
    }

    int size() {
        return (int)
                generations
                        .get()
                        .both()
                        .flatMap(generation -> generation.values().stream())
                        .filter(place -> place.answer().isPresent())
                        .count();
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }

    /** Where the answer to one question goes. */
    final class Place {

        private final AccessToken token;
        private final Instant until;
        private volatile @Nullable JsonNode answer;

        private Place(AccessToken token) {
            this.token = token;
            Instant latest = clock.instant().plus(LONGEST);
            this.until = token.expiresAt().isBefore(latest) ? token.expiresAt() : latest;
        }

        void keep(JsonNode claims) {
            answer = claims;
        }

        private Optional<JsonNode> answer() {
            return Optional.ofNullable(answer);
        }

        private boolean ended() {
            return !clock.instant().isBefore(until) || stopped.test(token);
        }
    }
}
