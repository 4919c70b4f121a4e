package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.token.AccessToken;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A token that a rule on its grant stops, whenever it was stamped. */
final class TokenOfGrant {

    private TokenOfGrant() {}

    static boolean isStopped(String grant, RevocationRules rules) {
        return rules.thatStop(
                        new AccessToken(
                                "https://issuer",
                                "user",
                                "client",
                                Set.of(),
                                Set.of("api"),
                                "token",
                                "key",
                                Optional.of(grant),
                                Optional.empty(),
                                Instant.EPOCH,
                                Instant.MAX,
                                Instant.EPOCH))
                .isPresent();
    }
}
