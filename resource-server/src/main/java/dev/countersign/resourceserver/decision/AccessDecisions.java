package dev.countersign.resourceserver.decision;

import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.revocation.RevocationRule;
import dev.countersign.resourceserver.revocation.RevocationRules;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.AccessTokenVerifier;
import dev.countersign.resourceserver.token.BearerToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Lets a token through, or fails with {@link Refused}. */
public final class AccessDecisions {

    private final AccessTokenVerifier verifier;
    private final RevocationRules rules;
    private final Standing standing;
    private final Duration clockSkew;
    private final InstantSource clock;

    /**
     * @param clockSkew for how long after its {@code exp} a token is still taken
     */
    public AccessDecisions(
            AccessTokenVerifier verifier,
            RevocationRules rules,
            Standing standing,
            Duration clockSkew,
            InstantSource clock) {
        this.verifier = verifier;
        this.rules = rules;
        this.standing = standing;
        this.clockSkew = clockSkew;
        this.clock = clock;
    }

    /**
     * Complete at once unless the token names a key that was never seen, or the issuer is asked
     * about it.
     */
    public CompletionStage<AccessToken> decide(BearerToken token, Set<String> scopes) {
        return verifier.verify(token)
                .thenCompose(verified -> standing.confirm(token, inForce(verified)))
                .thenApply(confirmed -> allowed(confirmed, scopes));
    }

    /** Never remembered, and before anybody is asked. A known rule counts however stale we are. */
    private AccessToken inForce(AccessToken token) {
        if (!clock.instant().isBefore(token.expiresAt().plus(clockSkew))) {
            throw new Refused(AccessRefusal.EXPIRED);
        }
        Optional<RevocationRule> rule = rules.thatStop(token);
        if (rule.isPresent()) {
            throw new Refused(AccessRefusal.REVOKED, rule.get().id());
        }
        return token;
    }

    private static AccessToken allowed(AccessToken token, Set<String> scopes) {
        if (!token.scopes().containsAll(scopes)) {
            throw Refused.forLackOf(scopes);
        }
        return token;
    }
}
