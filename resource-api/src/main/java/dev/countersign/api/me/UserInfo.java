package dev.countersign.api.me;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * What the issuer says of a token's subject. Kept per token, for a minute at most, and forgotten in
 * the moment in which a rule stops the token: it is about a person.
 */
@Singleton
final class UserInfo {

    private final UserInfoEndpoint endpoint;
    private final ResourceServer resourceServer;
    private final KeptAnswers kept = new KeptAnswers(InstantSource.system());

    UserInfo(UserInfoEndpoint endpoint, ResourceServer resourceServer) {
        this.endpoint = endpoint;
        this.resourceServer = resourceServer;
        resourceServer.onRule(rule -> kept.forget(rule::stops));
    }

    Uni<JsonNode> of(BearerToken bearer, AccessToken token) {
        String key = bearer.sha256();
        return kept.find(key)
                .map(Uni.createFrom()::item)
                .orElseGet(() -> endpoint.ask(bearer, token).invoke(it -> keep(key, it, token)));
    }

    private void keep(String key, JsonNode claims, AccessToken token) {
        kept.keep(key, claims, token);
        // a rule that came while userinfo was asked found nothing to forget
        if (resourceServer.stops(token)) {
            kept.forget(token::equals);
        }
    }

    /** How many answers are held. */
    int size() {
        return kept.size();
    }
}
