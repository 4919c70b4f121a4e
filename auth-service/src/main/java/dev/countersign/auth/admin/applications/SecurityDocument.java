package dev.countersign.auth.admin.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.clients.ClientKeys;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.jose.ClientKeySet;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.FetchedUri;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.web.administration.WrongFields;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an application signs, what is signed for it, and by what it knows people, by the names of
 * OpenID Connect Dynamic Client Registration 1.0 §2. {@link SecurityReader} has the grammar.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecurityDocument(
        @Nullable String tokenEndpointAuthMethod,
        @Nullable Map<String, Object> jwks,
        @Nullable String jwksUri,
        @Nullable String idTokenSignedResponseAlg,
        @Nullable String userinfoSignedResponseAlg,
        @Nullable String requestObjectSigningAlg,
        @Nullable Boolean requirePushedAuthorizationRequests,
        @Nullable String subjectType,
        @Nullable String sectorIdentifierUri) {

    static final SecurityDocument NONE =
            new SecurityDocument(null, null, null, null, null, null, null, null, null);

    static SecurityDocument of(SecurityProfile it) {
        return new SecurityDocument(
                it.tokenEndpointAuthMethod().map(ClientAuthenticationMethod::word).orElse(null),
                it.keys().map(SecurityDocument::jwks).orElse(null),
                it.keys().map(SecurityDocument::jwksUri).orElse(null),
                it.idTokenSignedResponseAlg().word(),
                word(it.userinfoSignedResponseAlg()),
                word(it.requestObjectSigningAlg()),
                it.requirePushedAuthorizationRequests(),
                it.subjectType().word(),
                it.sectorIdentifierUri().map(FetchedUri::value).orElse(null));
    }

    /**
     * @throws IllegalArgumentException naming the fields that are wrong; no value is in the message
     */
    public SecurityProfile read() {
        WrongFields wrong = new WrongFields();
        SecurityProfile profile = new SecurityReader(this, wrong).read();
        try {
            wrong.check();
        } catch (OAuthException e) {
            throw new IllegalArgumentException(
                    e.fields().stream()
                            .map(it -> it.field() + " " + it.detail())
                            .collect(Collectors.joining("; ")),
                    e);
        }
        return profile;
    }

    private static @Nullable String word(Optional<SigningAlgorithm> algorithm) {
        return algorithm.map(SigningAlgorithm::word).orElse(null);
    }

    private static @Nullable Map<String, Object> jwks(ClientKeys keys) {
        return switch (keys) {
            case ClientKeys.ByValue(ClientKeySet set) -> new JsonObject(set.json()).getMap();
            case ClientKeys.ByReference ignored -> null;
        };
    }

    private static @Nullable String jwksUri(ClientKeys keys) {
        return switch (keys) {
            case ClientKeys.ByValue ignored -> null;
            case ClientKeys.ByReference(FetchedUri uri) -> uri.value();
        };
    }
}
