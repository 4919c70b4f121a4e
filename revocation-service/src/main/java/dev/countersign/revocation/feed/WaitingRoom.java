package dev.countersign.revocation.feed;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.loop.Loop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Those who wait for an answer: one thread looks after all of them. */
final class WaitingRoom<T> implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private record Waiter<T>(
            ClientId api, Supplier<Optional<T>> answer, UniEmitter<? super T> emitter) {}

    private final Places places;
    private final Set<Waiter<T>> waiting = ConcurrentHashMap.newKeySet();
    private final Loop loop = new Loop("revocation-feed-waiting", GLANCE, this::look);

    WaitingRoom(Places places) {
        this.places = places;
    }

    void start() {
        loop.start();
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

    private boolean enter(Waiter<T> waiter) {
        return places.take(waiter.api) && waiting.add(waiter);
    }

    private void leave(Waiter<T> waiter) {
        if (waiting.remove(waiter)) {
            places.leave(waiter.api);
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
