package dev.countersign.desktop.step;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.Tokens;

/** What the token endpoint says: tokens, or an error with its fields (RFC 6749 §5). */
sealed interface TokenAnswer {

    record Granted(Tokens tokens) implements TokenAnswer {

        Scope scope() {
            Scope scope = tokens.getAccessToken().getScope();
            return scope == null ? new Scope() : scope;
        }
    }

    record Refused(int status, String error, String description, String errorId)
            implements TokenAnswer {}

    default Granted granted() throws StepFailed {
        return switch (this) {
            case Granted granted -> granted;
            case Refused refused -> throw new StepFailed("tokens", refused);
        };
    }

    default Refused refused(String error) throws StepFailed {
        return switch (this) {
            case Refused refused when refused.error().equals(error) -> refused;
            case Refused other -> throw new StepFailed("the error " + error, other);
            case Granted granted -> throw new StepFailed("the error " + error, "tokens");
        };
    }
}
