package dev.countersign.token.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;

/** Contract, section 6. {@code expAccessToken} is in seconds. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DialectTokenResponse(
        String idToken, String accessToken, Optional<String> refreshToken, long expAccessToken) {

    @Override
    public String toString() {
        return "DialectTokenResponse[redacted]";
    }
}
