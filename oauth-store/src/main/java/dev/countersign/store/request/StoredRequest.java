package dev.countersign.store.request;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.pkce.CodeChallenge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link PendingRequest} as JSON in Redis; {@code v} is its version. */
record StoredRequest(
        int v,
        String client,
        String redirectUri,
        boolean redirectUriSent,
        String scopes,
        @Nullable String state,
        @Nullable String nonce,
        @Nullable String challenge,
        List<String> prompt,
        @Nullable Long maxAgeSeconds,
        String browser,
        long authorizedAt) {

    private static final int VERSION = 1;

    StoredRequest {
        if (v != VERSION) {
            throw new IllegalArgumentException("another version");
        }
    }

    static StoredRequest of(PendingRequest it) {
        return new StoredRequest(
                VERSION,
                it.client().value(),
                it.redirectUri(),
                it.redirectUriSent(),
                it.scopes().toString(),
                it.state().orElse(null),
                it.nonce().orElse(null),
                it.challenge().map(CodeChallenge::value).orElse(null),
                it.prompt().stream().sorted().toList(),
                it.maxAge().map(Duration::toSeconds).orElse(null),
                it.browser(),
                it.authorizedAt().toEpochMilli());
    }

    PendingRequest toRequest() {
        return new PendingRequest(
                new ClientId(client),
                redirectUri,
                redirectUriSent,
                Scopes.parse(scopes),
                Optional.ofNullable(state),
                Optional.ofNullable(nonce),
                Optional.ofNullable(challenge).map(CodeChallenge::new),
                Set.copyOf(prompt),
                Optional.ofNullable(maxAgeSeconds).map(Duration::ofSeconds),
                browser,
                Instant.ofEpochMilli(authorizedAt));
    }
}
