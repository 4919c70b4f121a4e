package dev.countersign.store.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions of one browser, each of another account, and each by a secret of its own: whoever
 * has one of the secrets has one of the sessions.
 *
 * @param current of the account that goes on where nothing says which one; empty where the person
 *     has signed out of it, or it has ended
 * @param others the accounts beside it, the latest used first
 */
public record SessionCookies(Optional<SessionCookie> current, List<SessionCookie> others) {

    /** How many accounts one browser holds. */
    public static final int MOST = 5;

    public static final SessionCookies NONE = new SessionCookies(Optional.empty(), List.of());

    public SessionCookies {
        Set<SessionCookie> distinct = new LinkedHashSet<>(others);
        current.ifPresent(distinct::remove);
        others = distinct.stream().limit(MOST).toList();
    }

    /** The current one first. */
    public List<SessionCookie> all() {
        List<SessionCookie> all = new ArrayList<>(current.stream().toList());
        all.addAll(others);
        return List.copyOf(all);
    }

    /** With this one as the current one, be it new or here already. */
    public SessionCookies choosing(SessionCookie chosen) {
        return new SessionCookies(Optional.of(chosen), all());
    }

    /** Of these only what is among them. Nothing moves up: nobody has chosen it. */
    public SessionCookies keeping(Collection<SessionCookie> kept) {
        return new SessionCookies(
                current.filter(kept::contains), others.stream().filter(kept::contains).toList());
    }
}
