package dev.countersign.api.me;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.api.refusal.ApiRefusal;
import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.issuer.IssuerMetadata;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The issuer's userinfo endpoint, where its discovery document says it is. */
@Singleton
final class UserInfoEndpoint {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final long LARGEST = 64 * 1024;

    private final ResourceServer resourceServer;
    private final ObjectMapper json;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .followRedirects(Redirect.NEVER)
                    .build();

    UserInfoEndpoint(ResourceServer resourceServer, ObjectMapper json) {
        this.resourceServer = resourceServer;
        this.json = json;
    }

    Uni<JsonNode> ask(BearerToken bearer, AccessToken token) {
        return Uni.createFrom()
                .completionStage(resourceServer::issuer)
                .flatMap(metadata -> send(address(metadata), bearer))
                .onFailure(failure -> !(failure instanceof Refused))
                .transform(failure -> Refused.because(ApiRefusal.USERINFO_UNAVAILABLE, failure))
                .map(answer -> read(answer, token));
    }

    private Uni<HttpResponse<String>> send(URI address, BearerToken bearer) {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + bearer.value())
                        .header("Accept", "application/json")
                        .timeout(TIMEOUT)
                        .build();
        return Uni.createFrom()
                .completionStage(
                        () ->
                                http.sendAsync(
                                        request,
                                        BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST)))
                // the request's own timeout ends with the headers: a body may trickle for ever
                .ifNoItem()
                .after(TIMEOUT)
                .fail();
    }

    private static URI address(IssuerMetadata metadata) {
        return metadata.userinfoEndpoint()
                .orElseThrow(() -> new Refused(ApiRefusal.USERINFO_UNAVAILABLE, "none published"));
    }

    private JsonNode read(HttpResponse<String> answer, AccessToken token) {
        return switch (answer.statusCode()) {
            case 200 -> claims(answer.body(), token);
            case 401 -> throw new Refused(ApiRefusal.USERINFO_REFUSED_TOKEN);
            case 403 -> throw new Refused(ApiRefusal.USERINFO_REFUSED_SCOPE);
            default ->
                    throw new Refused(
                            ApiRefusal.USERINFO_UNAVAILABLE, "answered " + answer.statusCode());
        };
    }

    /** OpenID Connect Core 1.0 §5.3.2: an answer about someone else must not be used. */
    private JsonNode claims(String body, AccessToken token) {
        try {
            JsonNode claims = json.readTree(body);
            if (claims.path("sub").asText().equals(token.subject())) {
                return claims;
            }
        } catch (JsonProcessingException e) {
            throw new Refused(ApiRefusal.USERINFO_UNAVAILABLE, "the answer is not JSON");
        }
        throw new Refused(ApiRefusal.USERINFO_UNAVAILABLE, "the answer is about someone else");
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
