package dev.countersign.auth.logout;

import dev.countersign.store.session.SignedIn;
import java.util.List;
import java.util.function.Predicate;

/** Which accounts of the browser a logout ends, and which stay signed in. */
record Leaving(List<SignedIn> ending, List<SignedIn> staying) {

    /** What needs no question: whose session the hint is of. */
    static Leaving atOnce(LogoutRequest asked, List<SignedIn> accounts) {
        return of(accounts, it -> asked.isOf(it.session()));
    }

    /**
     * What the person is asked about: the account that the hint names, be it of another session;
     * where it names none of them, all. For whoever asks to sign out of this browser, and does not
     * say as whom, wants to leave nobody behind.
     */
    static Leaving onceConfirmed(LogoutRequest asked, List<SignedIn> accounts) {
        Leaving named = of(accounts, it -> asked.names(it.session()));
        return named.isOfNobody() ? new Leaving(accounts, List.of()) : named;
    }

    boolean isOfNobody() {
        return ending.isEmpty();
    }

    private static Leaving of(List<SignedIn> accounts, Predicate<SignedIn> ends) {
        return new Leaving(
                accounts.stream().filter(ends).toList(),
                accounts.stream().filter(ends.negate()).toList());
    }
}
