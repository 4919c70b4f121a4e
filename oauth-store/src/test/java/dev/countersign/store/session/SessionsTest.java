package dev.countersign.store.session;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.Stores;
import dev.countersign.store.redis.HashedKey;
import io.vertx.mutiny.redis.client.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Instant SIGNED_IN = Instant.ofEpochMilli(1_800_000_000_123L);

    private final Stores stores = Stores.shared();
    private final SsoSession session =
            new SsoSession(
                    SessionId.random(),
                    new UserId(UUID.randomUUID()),
                    SIGNED_IN,
                    SIGNED_IN,
                    List.of("pwd"),
                    1);

    private Sessions at(Instant now) {
        return new Sessions(stores.redis, () -> now);
    }

    @Test
    void aSessionIsFoundByItsCookieUntilItIsEnded() {
        Sessions sessions = at(SIGNED_IN);
        SessionCookie cookie = await(sessions.create(session));
        assertThat(await(sessions.find(cookie))).contains(session);

        await(sessions.end(cookie));
        assertThat(await(sessions.find(cookie))).isEmpty();
        await(sessions.end(cookie));
    }

    @Test
    void aSessionEndsTwelveHoursAfterTheSignInHoweverBusy() {
        SessionCookie cookie = await(at(SIGNED_IN).create(session));
        Instant end = SIGNED_IN.plus(Duration.ofHours(12));
        assertThat(await(at(end.minusMillis(1)).find(cookie))).contains(session);
        assertThat(await(at(end).find(cookie))).isEmpty();
    }

    @Test
    void beingFoundMovesTheIdleLimit() {
        Sessions sessions = at(SIGNED_IN);
        SessionCookie cookie = await(sessions.create(session));
        String key = HashedKey.of("session", cookie.value());
        await(stores.redis.send(Command.PEXPIRE, key, "60000"));
        await(sessions.find(cookie));
        assertThat(await(stores.redis.send(Command.PTTL, key)).orElseThrow().toLong())
                .isGreaterThan(Duration.ofHours(7).toMillis());
    }

    @Test
    void rubbishIsAbsent() {
        SessionCookie cookie = SessionCookie.random();
        String key = HashedKey.of("session", cookie.value());
        for (String rubbish : List.of("", "null", "[]", "{\"v\":9}", "{\"v\":1}", "\u0000")) {
            await(stores.redis.send(Command.SET, key, rubbish));
            assertThat(await(at(SIGNED_IN).find(cookie))).isEmpty();
        }
        await(stores.redis.send(Command.DEL, key));
        await(stores.redis.send(Command.HSET, key, "a", "b"));
        assertThat(await(at(SIGNED_IN).find(cookie))).isEmpty();
    }
}
