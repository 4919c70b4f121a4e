package dev.countersign.store.assertion;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.RandomText;
import dev.countersign.store.Stores;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 7523 §3, item 7. */
class RedisSpentAssertionsTest {

    private final Stores stores = Stores.shared();
    private final RedisSpentAssertions assertions =
            new RedisSpentAssertions(stores.redis, InstantSource.system());
    private final ClientId client = new ClientId("client-" + RandomText.ofBits(64));
    private final Instant soon = Instant.now().plusSeconds(60);

    private boolean spend(ClientId client, String jti, Instant until) {
        return await(assertions.spend(client, jti, until));
    }

    @Test
    void ofManyConcurrentUsesExactlyOneIsTheFirst() {
        List<Uni<Boolean>> uses =
                IntStream.range(0, 50)
                        .mapToObj(i -> assertions.spend(client, "same", soon))
                        .toList();

        assertThat(await(Uni.join().all(uses).andFailFast())).containsOnlyOnce(true);
    }

    @Test
    void anotherClientMayUseTheSameId() {
        assertThat(spend(client, "same", soon)).isTrue();
        assertThat(spend(new ClientId(client + "-2"), "same", soon)).isTrue();
        assertThat(spend(client, "another", soon)).isTrue();
    }

    /** A clock that is ahead would have refused it already. */
    @Test
    void oneThatHasExpiredIsRememberedAllTheSame() {
        Instant past = Instant.now().minusSeconds(3600);
        assertThat(spend(client, "old", past)).isTrue();
    }
}
