package dev.countersign.auth.dialect;

import dev.countersign.clients.Application;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.Challenge;
import dev.countersign.protocol.pkce.DialectChallenge;
import dev.countersign.protocol.pkce.DialectChallenge.Method;
import dev.countersign.protocol.request.Parameters;
import java.util.Optional;

/** The step of the challenge: required of whom RFC 7636 requires it here, never {@code plain}. */
final class DialectPkce {

    private DialectPkce() {}

    static Optional<Challenge> of(Parameters parameters, Application application) {
        Optional<String> method = parameters.get("code_challenge_method");
        if (parameters.get("code_challenge").isEmpty()) {
            if (application.requiresPkce() || application.isPublic() || method.isPresent()) {
                throw new OAuthException(Refusal.CODE_CHALLENGE_MISSING);
            }
            return Optional.empty();
        }
        Method known =
                method.flatMap(Method::of)
                        .orElseThrow(() -> new OAuthException(Refusal.DIALECT_CHALLENGE_METHOD));
        return parameters.get(
                "code_challenge",
                text -> new DialectChallenge(known, text),
                Refusal.DIALECT_CHALLENGE_MALFORMED);
    }
}
