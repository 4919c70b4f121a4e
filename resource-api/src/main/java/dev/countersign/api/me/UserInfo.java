package dev.countersign.api.me;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;
import dev.countersign.resourceserver.token.Person;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * What the issuer says of a token's subject. Kept per token, for a minute at most: it is about a
 * person, so it is of no use to anybody once a rule stops the token or introspection refuses it,
 * and is forgotten right after. A dialect token says it itself.
 */
@Singleton
final class UserInfo {

    private final UserInfoEndpoint endpoint;
    private final ResourceServer resourceServer;
    private final KeptAnswers kept;

    UserInfo(UserInfoEndpoint endpoint, ResourceServer resourceServer) {
        this.endpoint = endpoint;
        this.resourceServer = resourceServer;
        this.kept = new KeptAnswers(resourceServer::stops, InstantSource.system());
        resourceServer.onRule(rule -> kept.sweepSoon());
        resourceServer.onInactive(bearer -> kept.forget(bearer.sha256()));
    }

    Uni<JsonNode> of(BearerToken bearer, AccessToken token) {
        if (token.person().isPresent()) {
            return Uni.createFrom().item(claims(token.person().get()));
        }
        String key = bearer.sha256();
        return kept.find(key)
                .map(Uni.createFrom()::item)
                .orElseGet(
                        () -> {
                            KeptAnswers.Place place = kept.place(key, token);
                            return endpoint.ask(bearer, token)
                                    .invoke(claims -> refuseIfStopped(token))
                                    .invoke(place::keep);
                        });
    }

    /** In the words of userinfo (OpenID Connect Core 1.0 §5.1). */
    private static JsonNode claims(Person person) {
        ObjectNode claims =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("sub", person.id())
                        .put("name", person.name())
                        .put("given_name", person.firstName());
        person.lastName().ifPresent(it -> claims.put("family_name", it));
        return claims.put("email", person.email());
    }

    /** A rule may have come while userinfo was asked. */
    private void refuseIfStopped(AccessToken token) {
        if (resourceServer.stops(token)) {
            throw new Refused(AccessRefusal.REVOKED, "while userinfo was asked");
        }
    }

    /** How many answers are held. */
    int size() {
        return kept.size();
    }

    @PreDestroy
    void close() {
        kept.close();
    }
}
