package dev.countersign.store.code;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.store.redis.StoredChallenge;
import dev.countersign.store.redis.StoredClaims;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Authorization} as JSON in Redis; {@code v} is its version, instants are milliseconds.
 */
record StoredAuthorization(
        int v,
        String grant,
        String client,
        String user,
        @Nullable String subject,
        String session,
        String redirectUri,
        @Nullable String requestedRedirectUri,
        @Nullable String challenge,
        @Nullable String challengeMethod,
        @Nullable String family,
        String scopes,
        @Nullable Map<String, Object> claims,
        @Nullable String nonce,
        long authorizedAt,
        long authTime,
        String acr,
        List<String> amr,
        @Nullable String address,
        @Nullable String userAgent,
        int passwordVersion) {

    private static final int VERSION = 1;

    StoredAuthorization {
        if (v != VERSION) {
            throw new IllegalArgumentException("another version");
        }
    }

    static StoredAuthorization of(Authorization it) {
        StoredChallenge proof = StoredChallenge.of(it.family(), it.challenge());
        return new StoredAuthorization(
                VERSION,
                it.grant().toString(),
                it.client().value(),
                it.user().toString(),
                it.subject().toString(),
                it.session().value(),
                it.redirectUri(),
                it.requestedRedirectUri().orElse(null),
                proof.value(),
                proof.method(),
                proof.family(),
                it.scopes().toString(),
                StoredClaims.of(it.claims()),
                it.nonce().orElse(null),
                it.authorizedAt().toEpochMilli(),
                it.authTime().toEpochMilli(),
                it.acr(),
                it.amr(),
                it.address().orElse(null),
                it.userAgent().orElse(null),
                it.passwordVersion());
    }

    Authorization toAuthorization() {
        StoredChallenge proof = new StoredChallenge(challenge, challengeMethod, family);
        return new Authorization(
                proof.toFamily(),
                GrantId.parse(grant),
                new ClientId(client),
                UserId.parse(user),
                // as in records of the time before
                SubjectIdentifier.parse(subject == null ? user : subject),
                new SessionId(session),
                redirectUri,
                Optional.ofNullable(requestedRedirectUri),
                proof.toChallenge(),
                Scopes.parse(scopes),
                StoredClaims.toRequest(claims),
                Optional.ofNullable(nonce),
                Instant.ofEpochMilli(authorizedAt),
                Instant.ofEpochMilli(authTime),
                acr,
                amr,
                Optional.ofNullable(address),
                Optional.ofNullable(userAgent),
                passwordVersion);
    }
}
