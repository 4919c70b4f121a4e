package dev.countersign.store.request;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.ResponseMode;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.store.redis.StoredChallenge;
import dev.countersign.store.redis.StoredClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link PendingRequest} as JSON in Redis; {@code v} is its version. */
record StoredRequest(
        int v,
        String client,
        String redirectUri,
        boolean redirectUriSent,
        @Nullable String responseType,
        @Nullable String responseMode,
        String scopes,
        @Nullable Map<String, Object> claims,
        @Nullable String state,
        @Nullable String nonce,
        @Nullable String challenge,
        @Nullable String challengeMethod,
        @Nullable String family,
        List<String> prompt,
        @Nullable Long maxAgeSeconds,
        @Nullable String subject,
        @Nullable String account,
        String browser,
        long authorizedAt) {

    private static final int VERSION = 1;

    StoredRequest {
        if (v != VERSION) {
            throw new IllegalArgumentException("another version");
        }
    }

    static StoredRequest of(PendingRequest it) {
        StoredChallenge proof = StoredChallenge.of(it.family(), it.challenge());
        return new StoredRequest(
                VERSION,
                it.client().value(),
                it.redirectUri(),
                it.redirectUriSent(),
                it.responseType().words(),
                it.responseMode().word(),
                it.scopes().toString(),
                StoredClaims.of(it.claims()),
                it.state().orElse(null),
                it.nonce().orElse(null),
                proof.value(),
                proof.method(),
                proof.family(),
                it.prompt().stream().sorted().toList(),
                it.maxAge().map(Duration::toSeconds).orElse(null),
                it.subject().map(UserId::toString).orElse(null),
                it.account().map(UserId::toString).orElse(null),
                it.browser(),
                it.authorizedAt().toEpochMilli());
    }

    PendingRequest toRequest() {
        StoredChallenge proof = new StoredChallenge(challenge, challengeMethod, family);
        return new PendingRequest(
                proof.toFamily(),
                new ClientId(client),
                redirectUri,
                redirectUriSent,
                toResponseType(),
                toResponseMode(),
                Scopes.parse(scopes),
                StoredClaims.toRequest(claims),
                Optional.ofNullable(state),
                Optional.ofNullable(nonce),
                proof.toChallenge(),
                Set.copyOf(prompt),
                Optional.ofNullable(maxAgeSeconds).map(Duration::ofSeconds),
                Optional.ofNullable(subject).map(UserId::parse),
                Optional.ofNullable(account).map(UserId::parse),
                browser,
                Instant.ofEpochMilli(authorizedAt));
    }

    /** One from before there were others asked for a code, in the query. */
    private ResponseType toResponseType() {
        return responseType == null
                ? ResponseType.CODE
                : ResponseType.of(responseType).orElseThrow(IllegalArgumentException::new);
    }

    private ResponseMode toResponseMode() {
        return responseMode == null
                ? ResponseMode.QUERY
                : ResponseMode.of(responseMode).orElseThrow(IllegalArgumentException::new);
    }
}
