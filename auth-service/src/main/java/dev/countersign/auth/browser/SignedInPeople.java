package dev.countersign.auth.browser;

import dev.countersign.store.person.People;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SignedIn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Whose accounts are signed in, for pages that name them to the browser that holds them. */
@Singleton
public final class SignedInPeople {

    private final Sessions sessions;
    private final People people;

    SignedInPeople(Sessions sessions, People people) {
        this.sessions = sessions;
        this.people = people;
    }

    /** Their addresses, the current account's first. */
    public Uni<List<String>> of(Browser browser) {
        return sessions.all(browser.sessions()).flatMap(this::addresses);
    }

    /** In their order, without those that have been erased. */
    public Uni<List<String>> addresses(List<SignedIn> accounts) {
        return people.named(accounts.stream().map(SignedIn::user).toList())
                .map(
                        named ->
                                accounts.stream()
                                        .map(it -> Optional.ofNullable(named.get(it.user())))
                                        .flatMap(Optional::stream)
                                        .map(PersonClaims::email)
                                        .distinct()
                                        .toList());
    }
}
