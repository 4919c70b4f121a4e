package dev.countersign.auth.authorize;

import dev.countersign.jose.RecognizedToken;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.jose.TokenRecognizer;
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

    IdTokenHint(TokenRecognizer tokens) {
        this.tokens = tokens;
    }

    Uni<PendingRequest> heed(PendingRequest request, Parameters parameters) {
        return parameters
                .get("id_token_hint")
                .map(tokens::recognize)
                .map(recognized -> recognized.map(it -> heeding(request, it)))
                .orElseGet(() -> Uni.createFrom().item(request));
    }

    private static PendingRequest heeding(
            PendingRequest request, Optional<RecognizedToken> recognized) {
        Optional<UserId> subject = recognized.flatMap(it -> subject(it, request));
        if (subject.isPresent()) {
            return request.of(subject.get());
        }
        if (request.prompt().contains(Prompt.NONE)) {
            throw new OAuthException(Refusal.PERSON_MUST_SIGN_IN);
        }
        return Prompt.and(request, Prompt.LOGIN);
    }

    private static Optional<UserId> subject(RecognizedToken token, PendingRequest request) {
        return token instanceof AnIdToken it && it.audience().equals(request.client())
                ? Optional.of(UserId.parse(it.subject()))
                : Optional.empty();
    }
}
