package dev.countersign.store.change;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.clients.Api;
import dev.countersign.clients.Application;
import dev.countersign.clients.ApplicationCache;
import dev.countersign.clients.Applications;
import dev.countersign.clients.Rereading;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Origin;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 5: what one record means to a cache. */
class HeardChangesTest {

    private static final ClientId ONE = new ClientId("one");
    private static final ClientId OTHER = new ClientId("other");

    private static final int PARTITIONS = 2;

    private final List<ClientId> reads = new ArrayList<>();
    private final ApplicationCache cache = cache();
    private final HeardChanges heard = new HeardChanges(cache, PARTITIONS);

    private ApplicationCache cache() {
        Applications none =
                new Applications() {
                    @Override
                    public Uni<Optional<Application>> find(ClientId id) {
                        reads.add(id);
                        return Uni.createFrom().item(Optional.empty());
                    }

                    @Override
                    public Uni<Optional<Api>> findApi(ClientId introspectionClient) {
                        reads.add(introspectionClient);
                        return Uni.createFrom().item(Optional.empty());
                    }

                    @Override
                    public Uni<Set<Origin>> origins() {
                        return Uni.createFrom().item(Set.of());
                    }
                };
        return new ApplicationCache(none, Rereading.DEFAULT, InstantSource.system());
    }

    @BeforeEach
    void copyAll() {
        copy();
        reads.clear();
    }

    private void copy() {
        await(cache.find(ONE));
        await(cache.find(OTHER));
        await(cache.findApi(ONE));
    }

    private boolean take(String record) {
        return heard.take(0, SaidOfChanges.read(record.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aChangeOfAnApplicationEndsItsCopyHoweverOftenItComes() {
        for (int i = 0; i < 3; i++) {
            assertThat(take("{\"v\":1,\"application\":\"one\"}")).isTrue();
        }
        copy();
        // of the application, and of the API that has this name where there is one
        assertThat(reads).containsExactly(ONE, ONE);
    }

    /** Its scopes may be any application's; of another version, or damaged, it may say anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":1,\"api\":\"urn:api\"}",
                "{\"v\":2,\"application\":\"one\"}",
                "{\"v\":1,\"application\":\"no client id\"}",
                "{\"v\":1}",
                "[]",
                "{\"v\":",
                ""
            })
    void anythingElseEndsAllCopies(String record) {
        assertThat(take(record)).isTrue();
        copy();
        assertThat(reads).containsExactly(ONE, OTHER, ONE);
    }

    @Test
    void aHeartbeatEndsNone() {
        assertThat(take(heartbeat(Instant.now(), PARTITIONS, "t"))).isTrue();
        copy();
        assertThat(reads).isEmpty();
    }

    @Test
    void aHeartbeatOfAnotherTopicOrOfOtherPartitionsEndsTheReading() {
        Instant now = Instant.now();
        assertThat(take(heartbeat(now, PARTITIONS, "t"))).isTrue();
        assertThat(take(heartbeat(now, PARTITIONS, "another"))).isFalse();
        assertThat(take(heartbeat(now, PARTITIONS + 1, "t"))).isFalse();
    }

    @Test
    void onlyTheOldestOfAllPartitionsSaysUpToWhenAllWasHeard() {
        Instant now = Instant.ofEpochMilli(1_000_000);
        beat(0, now);
        assertThat(heard.upTo()).isEmpty();
        beat(1, now.minusSeconds(2));
        assertThat(heard.upTo()).contains(now.minusSeconds(2));
        beat(1, now.minusSeconds(3));
        assertThat(heard.upTo()).contains(now.minusSeconds(2));
        beat(1, now.plusSeconds(1));
        assertThat(heard.upTo()).contains(now);
    }

    private void beat(int partition, Instant at) {
        heard.take(partition, new SaidOfChanges.Heartbeat(at, PARTITIONS, "t"));
    }

    private static String heartbeat(Instant at, int partitions, String topic) {
        return "{\"v\":1,\"heartbeat\":%d,\"partitions\":%d,\"topic\":\"%s\"}"
                .formatted(at.toEpochMilli(), partitions, topic);
    }
}
