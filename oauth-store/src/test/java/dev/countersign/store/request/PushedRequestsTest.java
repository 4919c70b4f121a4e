package dev.countersign.store.request;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.Stores;
import dev.countersign.store.redis.HashedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9126 §2.2, §4. */
class PushedRequestsTest {

    private static final ClientId CLIENT = new ClientId("web-app");
    private static final Parameters PARAMETERS =
            Parameters.of(Map.of("client_id", "web-app", "state", "a state"));

    private final Stores stores = Stores.shared();
    private final PushedRequests requests = new PushedRequests(stores.redis);

    /** RFC 9126 §7.3. */
    @Test
    void ofManyWhoTakeARequestAtOnceOneGetsIt() {
        RequestUri uri = await(requests.push(CLIENT, PARAMETERS));

        List<Uni<Optional<Parameters>>> takes =
                IntStream.range(0, 50).mapToObj(i -> requests.take(CLIENT, uri)).toList();

        assertThat(await(Uni.join().all(takes).andFailFast()))
                .containsOnlyOnce(Optional.of(PARAMETERS));
    }

    /** RFC 9126 §2.2. */
    @Test
    void anotherClientNeitherFindsNorSpendsIt() {
        RequestUri uri = await(requests.push(CLIENT, PARAMETERS));

        assertThat(await(requests.take(new ClientId("other-app"), uri))).isEmpty();
        assertThat(await(requests.take(CLIENT, uri))).contains(PARAMETERS);
    }

    @Test
    void itWaitsForAMinuteAtMostAndIsKnownByAHash() {
        RequestUri uri = await(requests.push(CLIENT, PARAMETERS));
        String key = HashedKey.of("pushed", CLIENT.value() + "\0" + uri.value());

        assertThat(await(stores.redis.send(Command.PTTL, key)).orElseThrow().toLong())
                .isBetween(55_000L, 60_000L);
    }

    @Test
    void rubbishIsAbsent() {
        RequestUri uri = RequestUri.random();
        String key = HashedKey.of("pushed", CLIENT.value() + "\0" + uri.value());
        await(stores.redis.send(Command.SET, key, "{}"));

        assertThat(await(requests.take(CLIENT, uri))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "urn:ietf:params:oauth:request_uri:",
                "urn:ietf:params:oauth:request_uri:short",
                "https://web.example/request"
            })
    void whatHasNotTheFormIsNoUriOfAPushedRequest(String text) {
        assertThatThrownBy(() -> new RequestUri(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
