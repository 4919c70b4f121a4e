package dev.countersign.auth.logout;

import dev.countersign.auth.authorize.ClientText;
import dev.countersign.auth.authorize.HintedPerson;
import dev.countersign.auth.logout.LogoutRequest.Hint;
import dev.countersign.clients.Application;
import dev.countersign.clients.Applications;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.jose.TokenRecognizer;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads requests. A hint that is not ours, or of an application that is not there any more, is no
 * hint; one that contradicts the {@code client_id} leaves nobody who could be meant (§2). Whether
 * it has expired does not matter. {@code logout_hint} and {@code ui_locales} are not looked at.
 */
@Singleton
final class LogoutRequests {

    private static final String HINT = "id_token_hint";
    private static final String CLIENT = "client_id";
    private static final String RETURN = "post_logout_redirect_uri";
    private static final List<String> ALL = List.of(HINT, CLIENT, RETURN, "state");

    private final TokenRecognizer tokens;
    private final HintedPerson people;
    private final Applications applications;

    LogoutRequests(TokenRecognizer tokens, HintedPerson people, Applications applications) {
        this.tokens = tokens;
        this.people = people;
        this.applications = applications;
    }

    /** The application is read each time, never taken from a cache: it says where to return. */
    Uni<LogoutRequest> read(Parameters parameters) {
        Optional<ClientId> named =
                parameters.get(CLIENT, ClientId::new, Refusal.PARAMETER_MALFORMED);
        return hint(parameters)
                .flatMap(
                        hint ->
                                application(hint, named)
                                        .flatMap(found -> request(hint, found, parameters)));
    }

    private Uni<LogoutRequest> request(
            Optional<AnIdToken> hint, Optional<Application> found, Parameters parameters) {
        Return returning = Return.of(parameters.get(RETURN), ClientText.state(parameters), found);
        return heard(hint, found).map(it -> new LogoutRequest(it, found, returning));
    }

    /** Whom it names, unless it is of an application that is not there. */
    private Uni<Optional<Hint>> heard(Optional<AnIdToken> hint, Optional<Application> found) {
        return hint.isPresent() && found.isPresent()
                ? people.of(hint.get()).map(person -> Optional.of(new Hint(hint.get(), person)))
                : Uni.createFrom().item(Optional.empty());
    }

    /** The parameters of a request, to be sent once more. */
    static Map<String, String> parameters(Parameters sent) {
        Map<String, String> again = new LinkedHashMap<>();
        ALL.forEach(name -> sent.get(name).ifPresent(value -> again.put(name, value)));
        return again;
    }

    private Uni<Optional<AnIdToken>> hint(Parameters parameters) {
        return parameters
                .get(HINT)
                .map(
                        text ->
                                tokens.recognize(text)
                                        .map(
                                                found ->
                                                        found.filter(AnIdToken.class::isInstance)
                                                                .map(AnIdToken.class::cast)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Application>> application(
            Optional<AnIdToken> hint, Optional<ClientId> named) {
        Optional<ClientId> hinted = hint.map(AnIdToken::audience);
        return hinted.or(() -> named)
                .filter(it -> named.isEmpty() || named.get().equals(it))
                .map(applications::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.filter(Application::enabled));
    }
}
