package dev.countersign.auth.authorize;

import dev.countersign.auth.browser.Browser;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.person.People;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SignedIn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The step of {@code login_hint}, OpenID Connect Core 1.0 §3.1.2.1: the address of an account of
 * the browser chooses it, for this request alone. Any other address is looked up nowhere.
 */
@Singleton
final class LoginHint {

    private final People people;
    private final Sessions sessions;

    LoginHint(People people, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
    }

    Uni<PendingRequest> heed(PendingRequest request, Parameters parameters, Browser browser) {
        return ClientText.loginHint(parameters)
                .filter(hint -> leavesAChoice(request, browser))
                .map(hint -> account(normalized(hint), browser).map(request::goingOnWith))
                .orElseGet(() -> Uni.createFrom().item(request));
    }

    /** Who must be asked, or must be one person, is not chosen by a hint. */
    private static boolean leavesAChoice(PendingRequest request, Browser browser) {
        return request.subject().isEmpty()
                && !request.prompt().contains(Prompt.LOGIN)
                && !request.prompt().contains(Prompt.SELECT_ACCOUNT)
                && !browser.sessions().others().isEmpty();
    }

    private Uni<Optional<UserId>> account(String address, Browser browser) {
        return sessions.all(browser.sessions())
                .map(all -> all.stream().map(SignedIn::user).toList())
                .flatMap(people::named)
                .map(
                        named ->
                                named.entrySet().stream()
                                        .filter(it -> it.getValue().email().equals(address))
                                        .map(Map.Entry::getKey)
                                        .findFirst());
    }

    private static String normalized(String hint) {
        return hint.strip().toLowerCase(Locale.ROOT);
    }
}
