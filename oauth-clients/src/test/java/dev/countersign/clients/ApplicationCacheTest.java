package dev.countersign.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.ClientId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ApplicationCacheTest {

    private final Application app = Fixtures.nativeApplication();
    private final ApplicationsInMemory stored = new ApplicationsInMemory(app);
    private final ApplicationCache cache = new ApplicationCache(stored);

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
}
