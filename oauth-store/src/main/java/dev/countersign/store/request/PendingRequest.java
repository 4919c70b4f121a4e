package dev.countersign.store.request;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.pkce.CodeChallenge;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A validated authorization request that waits for a person (RFC 6749 §4.1.1).
 *
 * @param redirectUri where the answer goes; registered when the request was opened, and checked
 *     again before the answer goes there
 * @param redirectUriSent whether the request named it, so that the token request must repeat it
 * @param prompt OpenID Connect Core 1.0 §3.1.2.1
 * @param browser the hash of what binds the request to the browser that began it
 * @param authorizedAt by PostgreSQL's clock, when the application was read: a rule on it since then
 *     stops the request
 */
public record PendingRequest(
        ClientId client,
        String redirectUri,
        boolean redirectUriSent,
        Scopes scopes,
        Optional<String> state,
        Optional<String> nonce,
        Optional<CodeChallenge> challenge,
        Set<String> prompt,
        Optional<Duration> maxAge,
        String browser,
        Instant authorizedAt) {

    public PendingRequest {
        prompt = Set.copyOf(prompt);
    }
}
