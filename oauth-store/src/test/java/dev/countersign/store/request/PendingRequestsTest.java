package dev.countersign.store.request;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.ResponseMode;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.pkce.CodeChallenge;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.redis.HashedKey;
import io.vertx.mutiny.redis.client.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {

    private final Stores stores = Stores.shared();
    private final PendingRequests requests = new PendingRequests(stores.redis);
    private final PendingRequest request =
            new PendingRequest(
                    Family.OAUTH,
                    new ClientId("desktop-app"),
                    "http://127.0.0.1:8001/callback",
                    true,
                    ResponseType.CODE_ID_TOKEN,
                    ResponseMode.FORM_POST,
                    Scopes.parse("openid email"),
                    World.CLAIMS,
                    Optional.of("state"),
                    Optional.empty(),
                    Optional.of(new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")),
                    Set.of("login", "consent"),
                    Optional.of(Duration.ofSeconds(60)),
                    Optional.of(new UserId(UUID.randomUUID())),
                    Optional.of(new UserId(UUID.randomUUID())),
                    "browser",
                    Instant.ofEpochMilli(1_800_000_000_123L));

    @Test
    void aRequestIsFoundUntilItIsClosedAndClosedOnce() {
        RequestHandle handle = await(requests.open(request));
        assertThat(await(requests.find(handle))).contains(request);
        assertThat(await(requests.find(handle))).contains(request);
        assertThat(await(requests.close(handle))).contains(request);
        assertThat(await(requests.close(handle))).isEmpty();
        assertThat(await(requests.find(handle))).isEmpty();
    }

    @Test
    void itWaitsForAnHourAtMost() {
        RequestHandle handle = await(requests.open(request));
        String key = HashedKey.of("request", handle.value());
        assertThat(await(stores.redis.send(Command.PTTL, key)).orElseThrow().toLong())
                .isBetween(3_500_000L, 3_600_000L);
    }

    @Test
    void rubbishIsAbsent() {
        RequestHandle handle = RequestHandle.random();
        await(stores.redis.send(Command.SET, HashedKey.of("request", handle.value()), "{}"));
        assertThat(await(requests.find(handle))).isEmpty();
    }
}
