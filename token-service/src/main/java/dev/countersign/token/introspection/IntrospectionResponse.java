package dev.countersign.token.introspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SessionId;
import dev.countersign.store.grant.GrantView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** RFC 7662 §2.2. {@code authorized_at} is in milliseconds, the other instants in seconds. */
sealed interface IntrospectionResponse {

    boolean active();

    /** Not active, or none of the caller's business: nothing else is said. */
    record Inactive(boolean active) implements IntrospectionResponse {

        static final IntrospectionResponse ANSWER = new Inactive(false);
    }

    /** An access token that counts. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ActiveAccessToken(
            boolean active,
            String tokenType,
            String iss,
            String sub,
            List<String> aud,
            String clientId,
            String scope,
            String jti,
            long iat,
            long exp,
            Optional<Long> authTime,
            Optional<String> acr,
            Optional<String> grantId,
            Optional<String> sid,
            long authorizedAt)
            implements IntrospectionResponse {

        static ActiveAccessToken of(AccessTokenClaims claims) {
            return new ActiveAccessToken(
                    true,
                    "Bearer",
                    claims.issuer(),
                    claims.subject(),
                    claims.audiences(),
                    claims.clientId().value(),
                    claims.scopes().toString(),
                    claims.tokenId().value(),
                    claims.issuedAt().getEpochSecond(),
                    claims.expiresAt().getEpochSecond(),
                    claims.authTime().map(Instant::getEpochSecond),
                    claims.acr(),
                    claims.grant().map(GrantId::toString),
                    claims.session().map(SessionId::value),
                    claims.authorizedAt().toEpochMilli());
        }
    }

    /** A refresh token that would be accepted, from the client that it was issued to. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ActiveRefreshToken(
            boolean active,
            String iss,
            String sub,
            String clientId,
            String scope,
            long iat,
            long exp,
            String grantId,
            long authorizedAt)
            implements IntrospectionResponse {

        static ActiveRefreshToken of(GrantView grant, Issuer issuer) {
            return new ActiveRefreshToken(
                    true,
                    issuer.value(),
                    grant.subject().toString(),
                    grant.client().value(),
                    grant.scopes().toString(),
                    grant.issuedAt().getEpochSecond(),
                    grant.expiresAt().getEpochSecond(),
                    grant.id().toString(),
                    grant.authorizedAt().toEpochMilli());
        }
    }
}
