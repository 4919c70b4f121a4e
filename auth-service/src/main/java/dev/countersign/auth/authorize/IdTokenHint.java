package dev.countersign.auth.authorize;

import dev.countersign.jose.RecognizedToken;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.jose.TokenRecognizer;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PendingRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The step of {@code id_token_hint}, OpenID Connect Core 1.0 §3.1.2.1: the person whom an ID token
 * of ours names, however old it is, is the one who must be signed in. One that is not ours, or not
 * this application's, names nobody: whoever is there signs in.
 */
@Singleton
final class IdTokenHint {

    private final TokenRecognizer tokens;
    private final HintedPerson people;

    IdTokenHint(TokenRecognizer tokens, HintedPerson people) {
        this.tokens = tokens;
        this.people = people;
    }

    Uni<PendingRequest> heed(PendingRequest request, Parameters parameters) {
        return parameters
                .get("id_token_hint")
                .map(tokens::recognize)
                .map(
                        recognized ->
                                recognized
                                        .flatMap(it -> person(it, request.client()))
                                        .map(person -> heeding(request, person)))
                .orElseGet(() -> Uni.createFrom().item(request));
    }

    private static PendingRequest heeding(PendingRequest request, Optional<UserId> person) {
        if (person.isPresent()) {
            return request.of(person.get());
        }
        if (request.prompt().contains(Prompt.NONE)) {
            throw new OAuthException(Refusal.PERSON_MUST_SIGN_IN);
        }
        return Prompt.and(request, Prompt.LOGIN);
    }

    private Uni<Optional<UserId>> person(Optional<RecognizedToken> recognized, ClientId client) {
        return recognized.isPresent()
                        && recognized.get() instanceof AnIdToken hint
                        && hint.audience().equals(client)
                ? people.of(hint).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }
}
