package dev.countersign.store.session;

import dev.countersign.protocol.UserId;
import dev.countersign.store.redis.RedisStore;
import dev.countersign.store.redis.StoredJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Single sign-on sessions: 8 hours of idleness, 12 hours after the sign-in, end one. A browser may
 * hold several, each of another person, and each with limits of its own.
 */
@Singleton
public final class Sessions {

    private static final Duration IDLE = Duration.ofHours(8);
    private static final Duration ABSOLUTE = Duration.ofHours(12);

    private final SessionStore<SsoSession> sessions;

    public Sessions(RedisStore redis, InstantSource clock) {
        this.sessions =
                new SessionStore<>(
                        redis,
                        "session",
                        IDLE,
                        session -> StoredJson.write(StoredSession.of(session)),
                        json ->
                                StoredJson.read(json, StoredSession.class, StoredSession::toSession)
                                        .filter(
                                                it ->
                                                        it.authTime()
                                                                .plus(ABSOLUTE)
                                                                .isAfter(clock.instant())));
    }

    /**
     * Keeps a new session, under a new cookie, as the browser's current one. It takes the place of
     * those of the same person, and, where there would be too many, of the one that was current the
     * longest ago.
     */
    public Uni<SessionCookies> begin(SsoSession session, SessionCookies browser) {
        return all(browser)
                .map(living -> beside(session, living))
                .flatMap(
                        kept ->
                                end(without(browser.all(), kept))
                                        .chain(() -> sessions.create(session))
                                        .map(cookie -> browser.keeping(kept).choosing(cookie)));
    }

    private static List<SessionCookie> beside(SsoSession session, List<SignedIn> living) {
        return living.stream()
                .filter(it -> !it.user().equals(session.user()))
                .map(SignedIn::cookie)
                .limit(SessionCookies.MOST - 1)
                .toList();
    }

    private static List<SessionCookie> without(List<SessionCookie> all, List<SessionCookie> kept) {
        return all.stream().filter(it -> !kept.contains(it)).toList();
    }

    /** The session, if it has not ended; being found counts as use. */
    public Uni<Optional<SignedIn>> find(SessionCookie cookie) {
        return sessions.find(cookie).map(found -> found.map(it -> new SignedIn(cookie, it)));
    }

    /**
     * The browser's session of this person, or its current one where nobody is named; being found
     * counts as use.
     */
    public Uni<Optional<SignedIn>> find(Optional<UserId> person, SessionCookies browser) {
        return cookie(person, browser)
                .flatMap(
                        cookie ->
                                cookie.map(this::find)
                                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<SessionCookie>> cookie(Optional<UserId> person, SessionCookies browser) {
        return person.isEmpty()
                ? Uni.createFrom().item(browser.current())
                : all(browser)
                        .map(
                                all ->
                                        all.stream()
                                                .filter(it -> it.user().equals(person.get()))
                                                .map(SignedIn::cookie)
                                                .findFirst());
    }

    /** Those that have not ended, the current one first. To be listed is not to be used. */
    public Uni<List<SignedIn>> all(SessionCookies browser) {
        return Multi.createFrom()
                .iterable(browser.all())
                .onItem()
                .transformToUniAndConcatenate(this::look)
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    private Uni<Optional<SignedIn>> look(SessionCookie cookie) {
        return sessions.look(cookie).map(found -> found.map(it -> new SignedIn(cookie, it)));
    }

    /** Ends the sessions; no harm if some have ended. */
    public Uni<Void> end(Collection<SessionCookie> cookies) {
        return Multi.createFrom()
                .iterable(cookies)
                .onItem()
                .transformToUniAndConcatenate(sessions::end)
                .collect()
                .last();
    }
}
