package dev.countersign.auth.dialect;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.protocol.error.OAuthException;

/**
 * A refusal that says where the person can go on: a page has what a program has not.
 *
 * @param loginUrl begins the same request anew, in a browser
 */
record InteractionRequired(
        String error,
        @JsonProperty("error_description") String errorDescription,
        @JsonProperty("error_id") String errorId,
        String loginUrl) {

    static InteractionRequired of(OAuthException refused, String loginUrl) {
        return new InteractionRequired(
                refused.code().word(), refused.description(), refused.id().value(), loginUrl);
    }
}
