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
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Instant SIGNED_IN = Instant.ofEpochMilli(1_800_000_000_123L);

    private final Stores stores = Stores.shared();
    private final Sessions sessions = at(SIGNED_IN);
    private final SsoSession alice = session();
    private final SsoSession bob = session();

    private static SsoSession session() {
        return of(new UserId(UUID.randomUUID()), SIGNED_IN);
    }

    private static SsoSession of(UserId user, Instant authTime) {
        return new SsoSession(SessionId.random(), user, authTime, authTime, List.of("pwd"), 1);
    }

    private Sessions at(Instant now) {
        return new Sessions(stores.redis, () -> now);
    }

    private SessionCookies begun(SsoSession... inOrder) {
        SessionCookies browser = SessionCookies.NONE;
        for (SsoSession session : inOrder) {
            browser = await(sessions.begin(session, browser));
        }
        return browser;
    }

    private static SessionCookie current(SessionCookies browser) {
        return browser.current().orElseThrow();
    }

    private List<SsoSession> all(SessionCookies browser) {
        return await(sessions.all(browser)).stream().map(SignedIn::session).toList();
    }

    private boolean isThere(SessionCookie cookie) {
        return await(sessions.find(cookie)).isPresent();
    }

    @Test
    void aSessionIsFoundByItsCookieUntilItIsEnded() {
        SessionCookie cookie = current(begun(alice));
        assertThat(await(sessions.find(cookie))).contains(new SignedIn(cookie, alice));

        await(sessions.end(List.of(cookie)));
        assertThat(await(sessions.find(cookie))).isEmpty();
        await(sessions.end(List.of(cookie)));
    }

    @Test
    void aSessionEndsTwelveHoursAfterTheSignInHoweverBusy() {
        SessionCookie cookie = current(begun(alice));
        Instant end = SIGNED_IN.plus(Duration.ofHours(12));
        assertThat(await(at(end.minusMillis(1)).find(cookie))).isPresent();
        assertThat(await(at(end).find(cookie))).isEmpty();
    }

    @Test
    void beingFoundMovesTheIdleLimitAndBeingListedDoesNot() {
        SessionCookies browser = begun(alice);
        await(stores.redis.send(Command.PEXPIRE, key(current(browser)), "60000"));

        await(sessions.all(browser));
        assertThat(left(current(browser))).isLessThanOrEqualTo(Duration.ofMinutes(1));
        await(sessions.find(Optional.empty(), browser));
        assertThat(left(current(browser))).isGreaterThan(Duration.ofHours(7));
    }

    private Duration left(SessionCookie cookie) {
        return Duration.ofMillis(
                await(stores.redis.send(Command.PTTL, key(cookie))).orElseThrow().toLong());
    }

    private static String key(SessionCookie cookie) {
        return HashedKey.of("session", cookie.value());
    }

    @Test
    void whoSignsInIsTheCurrentOneAndTheOthersStay() {
        SessionCookies browser = begun(alice, bob);

        assertThat(await(sessions.find(Optional.empty(), browser)).map(SignedIn::session))
                .contains(bob);
        assertThat(all(browser)).containsExactly(bob, alice);
        assertThat(await(sessions.find(Optional.of(alice.user()), browser)).map(SignedIn::session))
                .contains(alice);
        assertThat(await(sessions.find(Optional.of(session().user()), browser))).isEmpty();
    }

    @Test
    void theSamePersonsSignInReplacesTheFormerOneOfThatPersonAlone() {
        SessionCookies before = begun(alice, bob);
        SsoSession again = of(alice.user(), SIGNED_IN);

        SessionCookies after = await(sessions.begin(again, before));

        assertThat(all(after)).containsExactly(again, bob);
        assertThat(isThere(before.others().getFirst())).as("the former one").isFalse();
        assertThat(before.all()).doesNotContain(current(after));
    }

    @Test
    void eachHasAnEndOfItsOwn() {
        SsoSession later = of(bob.user(), SIGNED_IN.plus(Duration.ofHours(1)));
        SessionCookies browser = begun(later, alice);

        Sessions then = at(SIGNED_IN.plus(Duration.ofHours(12)));

        assertThat(await(then.find(Optional.empty(), browser)))
                .as("nobody moves up by himself")
                .isEmpty();
        assertThat(await(then.all(browser)).stream().map(SignedIn::session)).containsExactly(later);
    }

    @Test
    void oneMoreThanABrowserHoldsEndsTheOneThatWasCurrentTheLongestAgo() {
        SsoSession[] five = {alice, bob, session(), session(), session()};
        SessionCookies full = begun(five);
        SessionCookie alices = full.all().getLast();
        SessionCookies chosen = full.choosing(alices);

        SessionCookies after = await(sessions.begin(session(), chosen));

        assertThat(all(after)).hasSize(SessionCookies.MOST).contains(alice).doesNotContain(bob);
        assertThat(isThere(chosen.all().getLast())).isFalse();
        assertThat(isThere(alices)).isTrue();
    }

    @Test
    void whatHasEndedTakesNobodysPlace() {
        SessionCookies full = begun(alice, bob, session(), session(), session());
        await(sessions.end(full.others().subList(0, 1)));

        SessionCookies after = await(sessions.begin(session(), full));

        assertThat(all(after)).hasSize(SessionCookies.MOST).contains(alice, bob);
    }

    @Test
    void whoeverHasOneSecretHasOneSession() {
        SessionCookie stolen = begun(alice, bob).others().getFirst();
        SessionCookies thief = new SessionCookies(Optional.of(stolen), List.of());

        assertThat(all(thief)).containsExactly(alice);
        assertThat(await(sessions.find(Optional.of(bob.user()), thief))).isEmpty();
    }

    @Test
    void rubbishIsAbsent() {
        SessionCookie cookie = SessionCookie.random();
        for (String rubbish : List.of("", "null", "[]", "{\"v\":9}", "{\"v\":1}", "\u0000")) {
            await(stores.redis.send(Command.SET, key(cookie), rubbish));
            assertThat(await(sessions.find(cookie))).isEmpty();
        }
        await(stores.redis.send(Command.DEL, key(cookie)));
        await(stores.redis.send(Command.HSET, key(cookie), "a", "b"));
        assertThat(await(sessions.find(cookie))).isEmpty();
    }
}
