package dev.countersign.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.ClientId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ApplicationCacheTest {

    private final Application app = Fixtures.nativeApplication();
    private final ApplicationsInMemory stored = new ApplicationsInMemory(app);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicLong nanos = new AtomicLong();
    private final ApplicationCache cache =
            new ApplicationCache(stored, Rereading.DEFAULT, now::get, nanos::get);

    private void pass(Duration time) {
        now.updateAndGet(it -> it.plus(time));
        nanos.addAndGet(time.toNanos());
    }

    /** One heartbeat a second. */
    private void passHearing(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            pass(Duration.ofSeconds(1));
            cache.heard(now.get());
        }
    }

    private int readsOf(ClientId id) {
        int before = stored.reads.get();
        await(cache.find(id));
        return stored.reads.get() - before;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }

    @Test
    void anApplicationIsReadOnceUntilItIsEvicted() {
        assertThat(await(cache.find(app.clientId()))).contains(app);
        assertThat(await(cache.find(app.clientId()))).contains(app);
        assertThat(stored.reads).hasValue(1);

        cache.evict(app.clientId());
        await(cache.find(app.clientId()));
        assertThat(stored.reads).hasValue(2);
    }

    @Test
    void whatIsNotThereIsRememberedToo() {
        assertThat(await(cache.find(new ClientId("nobody")))).isEmpty();
        assertThat(await(cache.find(new ClientId("nobody")))).isEmpty();
        assertThat(stored.reads).hasValue(1);
    }

    @Test
    void aCallerWhoLeavesTakesTheReadFromNobodyElse() {
        stored.slow = true;
        Cancellable leaving = cache.find(app.clientId()).subscribe().with(found -> {});
        CompletableFuture<Optional<Application>> staying =
                cache.find(app.clientId()).subscribeAsCompletionStage();

        leaving.cancel();

        assertThat(staying.orTimeout(5, TimeUnit.SECONDS).join()).contains(app);
        assertThat(stored.reads).hasValue(1);
    }

    @Test
    void whoMustReadAnewTakesNeitherACopyNorAReadThatHasBegunAndOthersTakeWhatTheyRead() {
        stored.slow = true;
        CompletableFuture<Optional<Application>> begun =
                cache.find(app.clientId()).subscribeAsCompletionStage();
        assertThat(await(cache.findAnew(app.clientId()))).contains(app);
        assertThat(stored.reads).hasValue(2);
        assertThat(await(cache.findAnew(app.clientId()))).contains(app);
        assertThat(stored.reads).hasValue(3);

        assertThat(await(cache.find(app.clientId()))).contains(app);
        assertThat(stored.reads).hasValue(3);
        assertThat(begun.orTimeout(5, TimeUnit.SECONDS).join()).contains(app);
    }

    @Test
    void aFailedReadAnewIsNotRemembered() {
        await(cache.find(app.clientId()));
        stored.away = true;
        assertThatThrownBy(() -> await(cache.findAnew(app.clientId())))
                .hasMessageContaining("away");
        stored.away = false;
        assertThat(await(cache.find(app.clientId()))).contains(app);
        assertThat(stored.reads).hasValue(3);
    }

    @Test
    void aFailedReadIsNotRemembered() {
        stored.away = true;
        assertThatThrownBy(() -> await(cache.find(app.clientId()))).hasMessageContaining("away");
        stored.away = false;
        assertThat(await(cache.find(app.clientId()))).contains(app);
    }

    @Test
    void whileNothingIsHeardACopyIsBelievedForHalfAMinute() {
        await(cache.find(app.clientId()));
        pass(Duration.ofSeconds(30));
        assertThat(readsOf(app.clientId())).isZero();
        pass(Duration.ofMillis(1));
        assertThat(readsOf(app.clientId())).isOne();
        assertThat(readsOf(app.clientId())).isZero();
    }

    @Test
    void whileChangesAreHeardACopyIsBelievedForTenMinutesAndNoLonger() {
        await(cache.find(app.clientId()));
        await(cache.findApi(app.clientId()));
        passHearing(Duration.ofMinutes(10));
        assertThat(readsOf(app.clientId())).isZero();
        await(cache.findApi(app.clientId()));
        assertThat(stored.reads).hasValue(2);
        passHearing(Duration.ofSeconds(1));
        assertThat(readsOf(app.clientId())).isOne();
    }

    @Test
    void anOldCopyIsReadAgainHalfAMinuteAfterTheLastThatWasHeard() {
        await(cache.find(app.clientId()));
        passHearing(Duration.ofMinutes(2));
        pass(Duration.ofSeconds(30));
        assertThat(readsOf(app.clientId())).isZero();
        pass(Duration.ofMillis(1));
        assertThat(readsOf(app.clientId())).isOne();
    }

    @Test
    void hearingTheSameAgainSaysNothingNew() {
        await(cache.find(app.clientId()));
        cache.heard(now.get());
        pass(Duration.ofSeconds(31));
        cache.heard(now.get().minusSeconds(31));
        assertThat(readsOf(app.clientId())).isOne();
    }

    @Test
    void whatIsHeardLateOrByAClockFarOffIsNotFresh() {
        await(cache.find(app.clientId()));
        pass(Duration.ofSeconds(31));
        cache.heard(now.get().minusSeconds(31));
        assertThat(readsOf(app.clientId())).isOne();
        pass(Duration.ofSeconds(31));
        cache.heard(now.get().plusSeconds(31));
        assertThat(readsOf(app.clientId())).isOne();
    }

    @Test
    void aReadThatHadBegunIsForgottenWithItsApplicationAndWithEverything() {
        stored.slow = true;
        for (Runnable forgetting :
                List.<Runnable>of(() -> cache.evict(app.clientId()), cache::evictAll)) {
            CompletableFuture<Optional<Application>> begun =
                    cache.find(app.clientId()).subscribeAsCompletionStage();
            pass(Duration.ofNanos(1));
            forgetting.run();
            assertThat(begun.orTimeout(5, TimeUnit.SECONDS).join()).contains(app);
            assertThat(readsOf(app.clientId())).isOne();
        }
    }

    @Test
    void apisAreForgottenWithEverything() {
        await(cache.findApi(app.clientId()));
        await(cache.findApi(app.clientId()));
        assertThat(stored.reads).hasValue(1);
        pass(Duration.ofNanos(1));
        cache.evictAll();
        await(cache.findApi(app.clientId()));
        assertThat(stored.reads).hasValue(2);
    }

    @Test
    void manyWhoFindACopyTooOldReadOnce() {
        await(cache.find(app.clientId()));
        pass(Duration.ofMinutes(1));
        stored.slow = true;
        CompletableFuture<Optional<Application>> first =
                cache.find(app.clientId()).subscribeAsCompletionStage();
        await(cache.find(app.clientId()));
        assertThat(first.orTimeout(5, TimeUnit.SECONDS).join()).contains(app);
        assertThat(stored.reads).hasValue(2);
    }

    @Test
    void silenceIsNeverLongerThanHearing() {
        assertThatThrownBy(() -> new Rereading(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rereading(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
