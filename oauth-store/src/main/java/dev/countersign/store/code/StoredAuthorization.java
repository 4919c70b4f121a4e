package dev.countersign.store.code;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.pkce.CodeChallenge;
import java.time.Instant;
import java.util.List;
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
        String session,
        String redirectUri,
        @Nullable String requestedRedirectUri,
        @Nullable String challenge,
        String scopes,
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
        return new StoredAuthorization(
                VERSION,
                it.grant().toString(),
                it.client().value(),
                it.user().toString(),
                it.session().value(),
                it.redirectUri(),
                it.requestedRedirectUri().orElse(null),
                it.challenge().map(CodeChallenge::value).orElse(null),
                it.scopes().toString(),
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
        return new Authorization(
                GrantId.parse(grant),
                new ClientId(client),
                UserId.parse(user),
                new SessionId(session),
                redirectUri,
                Optional.ofNullable(requestedRedirectUri),
                Optional.ofNullable(challenge).map(CodeChallenge::new),
                Scopes.parse(scopes),
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
