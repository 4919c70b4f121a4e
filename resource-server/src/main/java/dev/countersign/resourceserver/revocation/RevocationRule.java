package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.token.AccessToken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Which tokens are taken back. What is present must match, what is absent matches all.
 *
 * <p>A rule with {@code kid} takes a key back: it stops whatever that key signed, whatever else the
 * rule says, because who holds the key also chooses {@code authorized_at}.
 *
 * @param sub stops the token whose subject is any of these; empty matches every subject
 * @param before stops what was authorized at that millisecond or earlier; empty stops all
 * @param until when the rule may be forgotten, for no token that it stops is left
 */
public record RevocationRule(
        String id,
        Optional<String> jti,
        Optional<String> grantId,
        Optional<String> sid,
        Set<String> sub,
        Optional<String> clientId,
        Optional<String> aud,
        Optional<String> kid,
        Optional<Instant> before,
        Instant until) {

    public RevocationRule {
        sub = Set.copyOf(sub);
    }

    public boolean stops(AccessToken token) {
        if (kid.isPresent()) {
            return kid.get().equals(token.keyId());
        }
        return matches(jti, token.tokenId())
                && matches(grantId, token.grantId())
                && matches(sid, token.sessionId())
                && (sub.isEmpty() || sub.contains(token.subject()))
                && matches(clientId, token.clientId())
                && (aud.isEmpty() || token.audience().contains(aud.get()))
                && (before.isEmpty() || !milliseconds(token.authorizedAt()).isAfter(cut()));
    }

    /** A key stays dropped for as long as the process runs. */
    boolean mayBeForgotten(Instant now) {
        return kid.isEmpty() && until.isBefore(now);
    }

    private Instant cut() {
        return milliseconds(before.orElse(Instant.MAX));
    }

    private static Instant milliseconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private static boolean matches(Optional<String> wanted, String value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static boolean matches(Optional<String> wanted, Optional<String> value) {
        return wanted.isEmpty() || wanted.equals(value);
    }
}
