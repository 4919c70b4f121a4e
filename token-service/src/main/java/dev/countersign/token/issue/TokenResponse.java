package dev.countersign.token.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;

/** RFC 6749 §5.1 and OpenID Connect Core 1.0 §3.1.3.3. {@code expiresIn} is in seconds. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TokenResponse(
        String accessToken,
        String tokenType,
        long expiresIn,
        String scope,
        Optional<String> refreshToken,
        Optional<String> idToken) {

    @Override
    public String toString() {
        return "TokenResponse[redacted]";
    }
}
