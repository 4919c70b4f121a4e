package dev.countersign.api.me;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * What the issuer says of a token's subject. Kept per token, for a minute at most; as every request
 * is decided before it comes here, a revoked or expired token finds nothing that was kept.
 */
@Singleton
final class UserInfo {

    private final UserInfoEndpoint endpoint;
    private final KeptAnswers kept = new KeptAnswers(InstantSource.system());

    UserInfo(UserInfoEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    Uni<JsonNode> of(BearerToken bearer, AccessToken token) {
        String key = bearer.sha256();
        return kept.find(key)
                .map(Uni.createFrom()::item)
                .orElseGet(
                        () ->
                                endpoint.ask(bearer, token)
                                        .invoke(
                                                claims ->
                                                        kept.keep(key, claims, token.expiresAt())));
    }
}
