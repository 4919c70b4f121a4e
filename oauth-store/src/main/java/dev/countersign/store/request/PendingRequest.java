package dev.countersign.store.request;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.ResponseMode;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.pkce.Challenge;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A validated authorization request that waits for a person (RFC 6749 §4.1.1).
 *
 * @param family whose code it ends in
 * @param redirectUri where the answer goes; registered when the request was opened, and checked
 *     again before the answer goes there
 * @param redirectUriSent whether the request named it, so that the token request must repeat it
 * @param responseMode how the answer travels, an error as well
 * @param claims what is asked for besides what the scopes ask for; of a person, nothing that no
 *     scope of the application would bring
 * @param prompt OpenID Connect Core 1.0 §3.1.2.1
 * @param subject who must be the one that signs in, if it is known; see {@link #isFor}
 * @param account of the browser that the request goes on with, if that is not the current one by
 *     chance; the person may still sign in as somebody else
 * @param browser the hash of what binds the request to the browser that began it
 * @param authorizedAt by PostgreSQL's clock, when the application was read: a rule on it since then
 *     stops the request
 */
public record PendingRequest(
        Family family,
        ClientId client,
        String redirectUri,
        boolean redirectUriSent,
        ResponseType responseType,
        ResponseMode responseMode,
        Scopes scopes,
        ClaimsRequest claims,
        Optional<String> state,
        Optional<String> nonce,
        Optional<Challenge> challenge,
        Set<String> prompt,
        Optional<Duration> maxAge,
        Optional<UserId> subject,
        Optional<UserId> account,
        String browser,
        Instant authorizedAt) {

    public PendingRequest {
        prompt = Set.copyOf(prompt);
    }

    /** Whether this person may answer: whoever was hinted at, and whom the claims ask for. */
    public boolean isFor(UserId user) {
        return subject.map(user::equals).orElse(true) && claims.isFor(user.toString());
    }

    /** What the person must have allowed: the scopes, and those that would bring the claims. */
    public Scopes permissions() {
        return scopes.and(claims.scopes());
    }

    /** The same, asking something else of the person. */
    public PendingRequest asking(Set<String> prompt, Optional<Duration> maxAge) {
        return with(claims, prompt, maxAge, subject, account);
    }

    /** The same, asking for these claims. */
    public PendingRequest asking(ClaimsRequest claims) {
        return with(claims, prompt, maxAge, subject, account);
    }

    /** The same, of one person and nobody else. */
    public PendingRequest of(UserId subject) {
        return with(claims, prompt, maxAge, Optional.of(subject), account);
    }

    /** The same, going on with this account of the browser, or with the current one. */
    public PendingRequest goingOnWith(Optional<UserId> account) {
        return with(claims, prompt, maxAge, subject, account);
    }

    /** Whose session of the browser is meant; empty where that is the current one's. */
    public Optional<UserId> person() {
        return subject.or(() -> account);
    }

    private PendingRequest with(
            ClaimsRequest claims,
            Set<String> prompt,
            Optional<Duration> maxAge,
            Optional<UserId> subject,
            Optional<UserId> account) {
        return new PendingRequest(
                family,
                client,
                redirectUri,
                redirectUriSent,
                responseType,
                responseMode,
                scopes,
                claims,
                state,
                nonce,
                challenge,
                prompt,
                maxAge,
                subject,
                account,
                browser,
                authorizedAt);
    }
}
