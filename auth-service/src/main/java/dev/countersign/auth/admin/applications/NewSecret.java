package dev.countersign.auth.admin.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Optional;

/** A secret, told once; and until when the one before it works. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record NewSecret(String clientId, String clientSecret, Optional<Instant> previousSecretUntil) {

    @Override
    public String toString() {
        return clientId;
    }
}
