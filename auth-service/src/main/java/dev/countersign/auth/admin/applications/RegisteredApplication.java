package dev.countersign.auth.admin.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.protocol.request.ClientSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An application as it is answered.
 *
 * @param clientSecret once, to whoever made it
 * @param previousSecretUntil until when the secret before the last rotation works
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RegisteredApplication(
        String clientId,
        Optional<String> clientSecret,
        @JsonUnwrapped ApplicationDocument document,
        Instant createdAt,
        Instant updatedAt,
        long version,
        Optional<Instant> previousSecretUntil) {

    static RegisteredApplication of(ApplicationEntity it) {
        return of(it, Optional.empty());
    }

    static RegisteredApplication of(ApplicationEntity it, Optional<ClientSecret> secret) {
        return new RegisteredApplication(
                it.clientId,
                secret.map(ClientSecret::value),
                ApplicationDocument.of(it),
                it.createdAt,
                it.updatedAt,
                it.version,
                Optional.ofNullable(it.previousSecretUntil));
    }

    @Override
    public String toString() {
        return clientId;
    }

    /**
     * A page of them.
     *
     * @param next the cursor of the page behind it, if there is one
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<RegisteredApplication> applications, Optional<String> next) {}
}
