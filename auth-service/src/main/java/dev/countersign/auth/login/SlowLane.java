package dev.countersign.auth.login;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Where attempts from an address with many failures wait. The lane is short, so guessing through it
 * goes at a few attempts a second, and a person at the same address still gets in.
 */
@Singleton
final class SlowLane {

    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final int LENGTH = 10;

    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
    private final Duration wait;

    SlowLane() {
        this(WAIT);
    }

    SlowLane(Duration wait) {
        this.wait = wait;
    }

    <T> Uni<T> enter(String address, Supplier<Uni<T>> attempt) {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            if (waiting.merge(address, 1, Integer::sum) > LENGTH) {
                                leave(address);
                                throw new OAuthException(Refusal.TOO_MANY_FAILURES);
                            }
                            return Uni.createFrom()
                                    .voidItem()
                                    .onItem()
                                    .delayIt()
                                    .by(wait)
                                    .onTermination()
                                    .invoke(() -> leave(address))
                                    .flatMap(waited -> attempt.get());
                        });
    }

    private void leave(String address) {
        waiting.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
    }
}
