package dev.countersign.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.outcome.Failed;
import dev.countersign.cli.terminal.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the token endpoint gave.
 *
 * @param expiresAt of the access token
 */
record Tokens(Secret accessToken, Instant expiresAt, Optional<Secret> refreshToken, String scope) {

    /** Refreshed before it ends on the way. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** RFC 6750 §2.1. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    Tokens {
        if (!BEARER.matcher(accessToken.value()).matches()) {
            throw Failed.serverAway("the server gave a token that is none");
        }
    }

    /** RFC 6749 §5.1. */
    static Tokens of(JsonNode answer, Instant now) {
        return new Tokens(
                text(answer, "access_token")
                        .orElseThrow(() -> Failed.serverAway("the server gave no access token")),
                now.plusSeconds(answer.path("expires_in").asLong()),
                text(answer, "refresh_token"),
                answer.path("scope").asText());
    }

    private static Optional<Secret> text(JsonNode answer, String name) {
        return Optional.of(answer.path(name).asText()).filter(it -> !it.isEmpty()).map(Secret::new);
    }

    boolean worksAt(Instant now) {
        return now.isBefore(expiresAt.minus(SOON));
    }

    /** RFC 6749 §6: a refresh token that is not replaced stays. */
    Tokens orRefreshTokenOf(Tokens before) {
        return new Tokens(accessToken, expiresAt, refreshToken.or(before::refreshToken), scope);
    }
}
