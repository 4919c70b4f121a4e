package dev.countersign.auth.authorize;

import dev.countersign.clients.Application;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.Challenge;
import dev.countersign.protocol.pkce.CodeChallenge;
import dev.countersign.protocol.request.Parameters;
import java.util.Optional;

/** The step of PKCE, RFC 7636 §4.3: S256, and required unless the application is excused. */
final class Pkce {

    private Pkce() {}

    static Optional<Challenge> of(
            Parameters parameters, ResponseType type, Application application) {
        if (!type.givesCode()) {
            return Optional.empty();
        }
        Optional<String> method = parameters.get("code_challenge_method");
        if (parameters.get("code_challenge").isEmpty()) {
            if (application.requiresPkce() || application.isPublic() || method.isPresent()) {
                throw new OAuthException(Refusal.CODE_CHALLENGE_MISSING);
            }
            return Optional.empty();
        }
        // RFC 7636 §4.3: an omitted method means plain, which is refused.
        if (method.filter(CodeChallenge.METHOD::equals).isEmpty()) {
            throw new OAuthException(Refusal.CODE_CHALLENGE_METHOD);
        }
        return parameters.get(
                "code_challenge", CodeChallenge::new, Refusal.CODE_CHALLENGE_MALFORMED);
    }
}
