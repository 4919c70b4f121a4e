package dev.countersign.token.endpoint;

import static dev.countersign.token.fixture.TokenClient.introspect;
import static dev.countersign.token.fixture.TokenClient.refused;
import static dev.countersign.token.fixture.TokenClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import dev.countersign.token.fixture.SigningClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core 1.0 §9, RFC 7523 §2.2. */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class ClientAssertionsOverHttpTest {

    private static final String SECRET = "a-secret-of-32-characters-at-least";

    @Inject Demo demo;

    private final SigningClient signing = SigningClient.of("signing-app");

    @BeforeEach
    void seed() {
        demo.seed();
    }

    private static Response token(String assertion) {
        return request()
                .formParam("grant_type", "client_credentials")
                .formParam("client_assertion_type", SigningClient.BEARER)
                .formParam("client_assertion", assertion)
                .post("/oauth2/token");
    }

    private static String accessToken(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath().getString("access_token");
    }

    private void register(JsonObject keys) {
        demo.seedSigning(
                signing.id(), SECRET, keys.put("token_endpoint_auth_method", "private_key_jwt"));
    }

    /** RFC 7523 §3: and the same assertion is nobody's the second time. */
    @Test
    void whoeverSignsWithARegisteredKeyGetsATokenOnceForEachAssertion() {
        register(new JsonObject().put("jwks", signing.jwks()));
        String assertion = signing.assertion();

        assertThat(introspect(accessToken(token(assertion))).getString("client_id"))
                .isEqualTo("signing-app");
        refused(token(assertion), 401, "invalid_client");
        accessToken(token(signing.assertion()));
        refused(token(SigningClient.of("signing-app").assertion()), 401, "invalid_client");
    }

    @Test
    void aSigningApplicationHasNoOtherWayIn() {
        register(new JsonObject().put("jwks", signing.jwks()));
        refused(
                request()
                        .formParam("grant_type", "client_credentials")
                        .formParam("client_id", "signing-app")
                        .post("/oauth2/token"),
                401,
                "invalid_client");
        refused(token(signing.assertion(SECRET)), 401, "invalid_client");
    }

    /** OpenID Connect Core 1.0 §10.1. */
    @Test
    void keysThatThePublisherHasAreFetchedFromThere() throws IOException {
        HttpServer publisher =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] jwks = signing.jwks().encode().getBytes(StandardCharsets.UTF_8);
        publisher.createContext(
                "/jwks",
                exchange -> {
                    exchange.sendResponseHeaders(200, jwks.length);
                    exchange.getResponseBody().write(jwks);
                    exchange.close();
                });
        publisher.createContext(
                "/moved",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/jwks");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        publisher.start();
        try {
            String address = "http://127.0.0.1:" + publisher.getAddress().getPort();
            register(new JsonObject().put("jwks_uri", address + "/jwks"));
            accessToken(token(signing.assertion()));

            register(new JsonObject().put("jwks_uri", address + "/moved"));
            refused(token(signing.assertion()), 401, "invalid_client");
        } finally {
            publisher.stop(0);
        }
    }

    /** Design, "Keys": the secret is sealed, for whoever checks an HMAC must have it. */
    @Test
    void anHmacUnderTheSealedSecretIsOfTheClient() {
        demo.seedSigning(
                signing.id(),
                SECRET,
                new JsonObject().put("token_endpoint_auth_method", "client_secret_jwt"));

        accessToken(token(signing.assertion(SECRET)));
        refused(token(signing.assertion(SECRET + "x")), 401, "invalid_client");
        refused(token(signing.assertion()), 401, "invalid_client");
    }
}
