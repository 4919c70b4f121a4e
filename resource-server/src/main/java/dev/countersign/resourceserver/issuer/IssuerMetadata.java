package dev.countersign.resourceserver.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Optional;

/** What an API needs of the discovery document (OpenID Connect Discovery 1.0 §3, RFC 8414 §2). */
public record IssuerMetadata(
        String issuer,
        URI jwksUri,
        Optional<URI> userinfoEndpoint,
        Optional<URI> introspectionEndpoint) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static IssuerMetadata read(String document, String expectedIssuer) {
        JsonNode json;
        try {
            json = JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the discovery document is not JSON");
        }
        // OpenID Connect Discovery 1.0 §4.3: anything else is another issuer's document
        if (!json.path("issuer").asText().equals(expectedIssuer)) {
            throw new IllegalArgumentException(
                    "the discovery document names another issuer than " + expectedIssuer);
        }
        return new IssuerMetadata(
                expectedIssuer,
                endpoint(json, "jwks_uri", expectedIssuer)
                        .orElseThrow(() -> new IllegalArgumentException("no jwks_uri")),
                endpoint(json, "userinfo_endpoint", expectedIssuer),
                endpoint(json, "introspection_endpoint", expectedIssuer));
    }

    /** Nobody sends us to a plain http address, but a loopback issuer to a loopback one. */
    private static Optional<URI> endpoint(JsonNode json, String name, String issuer) {
        String value = json.path(name).asText();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        URI uri = URI.create(value);
        boolean plain = "http".equals(uri.getScheme());
        if (!IssuerHttp.isTrusted(uri) || (plain && issuer.startsWith("https:"))) {
            throw new IllegalArgumentException(name + " is not an https address");
        }
        return Optional.of(uri);
    }
}
