package dev.countersign.revocation.feed;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.revocation.loop.Loop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Those who wait for an answer: one thread looks after all of them. Bounded, and no API takes more
 * than half of the places, so that one gone wild leaves room for the others.
 */
final class WaitingRoom<T> implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private record Waiter<T>(
            ClientId api, Supplier<Optional<T>> answer, UniEmitter<? super T> emitter) {}

    private final int places;
    private final Map<ClientId, Integer> taken = new HashMap<>();
    private final Set<Waiter<T>> waiting = ConcurrentHashMap.newKeySet();
    private final Loop loop = new Loop("revocation-feed-waiting", GLANCE, this::look);

    WaitingRoom(int places) {
        this.places = places;
    }

    void start() {
        loop.start();
    }

    int size() {
        return waiting.size();
    }

    /** Something happened that may be an answer. */
    void wake() {
        loop.wake();
    }

    /**
     * Waits until {@code answer} has one; it is asked at least ten times a second.
     *
     * @throws OAuthException {@link Refusal#FEED_FULL}
     */
    Uni<T> await(ClientId api, Supplier<Optional<T>> answer) {
        return Uni.createFrom()
                .emitter(
                        emitter -> {
                            Waiter<T> waiter = new Waiter<>(api, answer, emitter);
                            if (!enter(waiter)) {
                                emitter.fail(new OAuthException(Refusal.FEED_FULL));
                                return;
                            }
                            // answered, or gone
                            emitter.onTermination(() -> leave(waiter));
                            loop.wake();
                        });
    }

    private synchronized boolean enter(Waiter<T> waiter) {
        int own = taken.getOrDefault(waiter.api, 0);
        if (waiting.size() >= places || own >= Math.max(1, places / 2)) {
            return false;
        }
        taken.put(waiter.api, own + 1);
        return waiting.add(waiter);
    }

    private synchronized void leave(Waiter<T> waiter) {
        if (waiting.remove(waiter)) {
            taken.computeIfPresent(waiter.api, (api, own) -> own == 1 ? null : own - 1);
        }
    }

    private void look() {
        waiting.forEach(this::look);
    }

    private void look(Waiter<T> waiter) {
        try {
            waiter.answer.get().ifPresent(answer -> complete(waiter, answer));
        } catch (RuntimeException e) {
            leave(waiter);
            waiter.emitter.fail(e);
        }
    }

    private void complete(Waiter<T> waiter, T answer) {
        leave(waiter);
        waiter.emitter.complete(answer);
    }

    @Override
    public void close() {
        loop.close();
    }
}
