package dev.countersign.token.jwks;

import static dev.countersign.token.fixture.TokenClient.exchange;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

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

    /** RFC 7517 §4: kty, use, alg, kid, and of an RSA key the public part only. */
    @Test
    void noPrivateMemberLeavesTheServer() {
        for (Map<String, Object> key :
                get("/oauth2/jwks").jsonPath().<Map<String, Object>>getList("keys")) {
            assertThat(key.keySet())
                    .containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
        }
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
