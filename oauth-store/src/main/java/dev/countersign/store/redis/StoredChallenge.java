package dev.countersign.store.redis;

import dev.countersign.protocol.Family;
import dev.countersign.protocol.pkce.Challenge;
import dev.countersign.protocol.pkce.CodeChallenge;
import dev.countersign.protocol.pkce.DialectChallenge;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A challenge and the family of a request as plain fields. What is of OAuth has neither a method
 * nor a family, as before there was a dialect.
 */
public record StoredChallenge(
        @Nullable String value, @Nullable String method, @Nullable String family) {

    public static StoredChallenge of(Family family, Optional<Challenge> challenge) {
        return new StoredChallenge(
                challenge.map(Challenge::value).orElse(null),
                challenge.flatMap(StoredChallenge::method).orElse(null),
                family == Family.OAUTH ? null : family.word());
    }

    private static Optional<String> method(Challenge challenge) {
        return switch (challenge) {
            case CodeChallenge ignored -> Optional.empty();
            case DialectChallenge dialect -> Optional.of(dialect.method().name());
        };
    }

    public Family toFamily() {
        return family == null ? Family.OAUTH : Family.of(family);
    }

    /**
     * @throws IllegalArgumentException for a method that does not exist
     */
    public Optional<Challenge> toChallenge() {
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(
                method == null
                        ? new CodeChallenge(value)
                        : new DialectChallenge(DialectChallenge.Method.valueOf(method), value));
    }
}
