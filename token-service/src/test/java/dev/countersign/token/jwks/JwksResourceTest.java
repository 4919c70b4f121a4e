package dev.countersign.token.jwks;

import static dev.countersign.token.fixture.TokenClient.exchange;
import static dev.countersign.token.fixture.TokenClient.part;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.jose.IdTokenHashes;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class JwksResourceTest {

    @Inject Demo demo;

    @Test
    void bothAddressesServeTheSameKeysToAnyPage() {
        Response keys = get("/oauth2/jwks");

        assertThat(get("/auth/.well-known/jwks.json").asString()).isEqualTo(keys.asString());
        assertThat(keys.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(keys.header("Cache-Control")).startsWith("public");
    }

    /** RFC 7517 §4, RFC 7518 §6.2 and §6.3, RFC 8037 §2: what is public of each kind. */
    @Test
    void noPrivateMemberLeavesTheServer() {
        List<String> algorithms = new ArrayList<>();
        for (Map<String, Object> key :
                get("/oauth2/jwks").jsonPath().<Map<String, Object>>getList("keys")) {
            Set<String> members = new HashSet<>(Set.of("kty", "use", "alg", "kid"));
            members.addAll(publicMembers(String.valueOf(key.get("kty"))));
            assertThat(key.keySet()).isEqualTo(members);
            algorithms.add(String.valueOf(key.get("alg")));
        }
        assertThat(algorithms).contains("RS256", "PS256", "ES256", "EdDSA");
    }

    private static Set<String> publicMembers(String kind) {
        return switch (kind) {
            case "RSA" -> Set.of("n", "e");
            case "EC" -> Set.of("crv", "x", "y");
            case "OKP" -> Set.of("crv", "x");
            default -> throw new AssertionError("no key is of the kind " + kind);
        };
    }

    /** OpenID Connect Core 1.0 §10.1; §3.1.3.6 of the hash. */
    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void anIdTokenIsSignedAsItsApplicationIsRegistered(SigningAlgorithm algorithm)
            throws Exception {
        demo.seed();
        demo.signIdToken("desktop-app", algorithm);
        JsonPath tokens = exchange(demo.code()).jsonPath();

        JsonWebSignature idToken = new JsonWebSignature();
        idToken.setCompactSerialization(tokens.getString("id_token"));
        JsonWebKey key =
                new JsonWebKeySet(get("/oauth2/jwks").asString())
                        .findJsonWebKey(
                                idToken.getKeyIdHeaderValue(), null, "sig", algorithm.word());
        idToken.setKey(key.getKey());
        assertThat(idToken.getAlgorithmHeaderValue()).isEqualTo(algorithm.word());
        assertThat(idToken.verifySignature()).isTrue();
        assertThat(JsonPath.from(idToken.getPayload()).getString("at_hash"))
                .isEqualTo(IdTokenHashes.hash(algorithm, tokens.getString("access_token")));
        assertThat(part(tokens.getString("access_token"), 0).getString("alg"))
                .as("whichever the ID token's is")
                .isEqualTo("RS256");
    }

    @Test
    void anybodyVerifiesOurTokensWithTheseKeys() throws Exception {
        demo.seed();
        JsonPath tokens = exchange(demo.code()).jsonPath();
        JsonWebKeySet keys = new JsonWebKeySet(get("/oauth2/jwks").asString());

        for (String name : new String[] {"access_token", "id_token"}) {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setCompactSerialization(tokens.getString(name));
            jws.setKey(
                    keys.findJsonWebKey(jws.getKeyIdHeaderValue(), "RSA", "sig", "RS256").getKey());
            assertThat(jws.verifySignature()).as(name).isTrue();
        }
    }
}
