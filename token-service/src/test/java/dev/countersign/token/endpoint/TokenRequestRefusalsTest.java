package dev.countersign.token.endpoint;

import static dev.countersign.token.fixture.TokenClient.codeRequest;
import static dev.countersign.token.fixture.TokenClient.exchange;
import static dev.countersign.token.fixture.TokenClient.refused;
import static dev.countersign.token.fixture.TokenClient.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 6749 §5.2: what is wrong with a request is said in its words, and with an id to look up
 * (which the client of these tests checks on every refusal).
 */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class TokenRequestRefusalsTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Inject Demo demo;

    @BeforeEach
    void seed() {
        demo.seed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badForms")
    void aBadRequestIsRefusedInTheWordsOfTheRfc(
            String mistake, String form, int status, String error) {
        refused(post(form), status, error);
    }

    static Stream<Arguments> badForms() {
        return Stream.of(
                arguments("an empty body", "", 400, "invalid_request"),
                arguments("no client", "grant_type=client_credentials", 400, "invalid_request"),
                arguments("no grant type", "client_id=desktop-app", 400, "invalid_request"),
                arguments(
                        "an empty grant type",
                        "client_id=desktop-app&grant_type=",
                        400,
                        "invalid_request"),
                arguments(
                        "a repeated parameter",
                        "client_id=desktop-app&grant_type=authorization_code&code=a&code=a",
                        400,
                        "invalid_request"),
                arguments(
                        "a repeated client id",
                        "client_id=desktop-app&client_id=web-app&grant_type=authorization_code",
                        400,
                        "invalid_request"),
                arguments(
                        "a repeated unknown parameter",
                        "client_id=desktop-app&grant_type=authorization_code&code=a&x=1&x=2",
                        400,
                        "invalid_request"),
                arguments(
                        "the password grant",
                        "client_id=desktop-app&grant_type=password&username=a&password=b",
                        400,
                        "unsupported_grant_type"),
                arguments(
                        "an unknown client",
                        "client_id=nobody&grant_type=authorization_code&code=a",
                        401,
                        "invalid_client"),
                arguments(
                        "a client id that cannot be one",
                        "client_id=%00%01&grant_type=authorization_code&code=a",
                        401,
                        "invalid_client"),
                arguments(
                        "a secret from a public client",
                        "client_id=desktop-app&client_secret=x&grant_type=authorization_code&code=a",
                        401,
                        "invalid_client"),
                arguments(
                        "a confidential client without its secret",
                        "client_id=web-app&grant_type=authorization_code&code=a",
                        401,
                        "invalid_client"),
                arguments(
                        "a wrong secret",
                        "client_id=web-app&client_secret=x&grant_type=authorization_code&code=a",
                        401,
                        "invalid_client"),
                arguments(
                        "no code",
                        "client_id=desktop-app&grant_type=authorization_code",
                        400,
                        "invalid_request"),
                arguments(
                        "a code that is rubbish",
                        "client_id=desktop-app&grant_type=authorization_code&code=%F0%9F%8D%AA%00",
                        400,
                        "invalid_grant"),
                arguments(
                        "an invented code",
                        "client_id=desktop-app&grant_type=authorization_code&code=cscode_"
                                + "A".repeat(43),
                        400,
                        "invalid_grant"),
                arguments(
                        "a verifier that cannot be one",
                        "client_id=desktop-app&grant_type=authorization_code&code=a&code_verifier=x",
                        400,
                        "invalid_request"),
                arguments(
                        "no refresh token",
                        "client_id=desktop-app&grant_type=refresh_token",
                        400,
                        "invalid_request"),
                arguments(
                        "a refresh token that is rubbish",
                        "client_id=desktop-app&grant_type=refresh_token&refresh_token=rubbish",
                        400,
                        "invalid_grant"),
                arguments(
                        "a scope that cannot be one",
                        "client_id=service-app&client_secret=service-app-secret"
                                + "&grant_type=client_credentials&scope=%22",
                        400,
                        "invalid_scope"),
                arguments(
                        "a grant type that is not registered",
                        "client_id=service-app&client_secret=service-app-secret"
                                + "&grant_type=authorization_code&code=a",
                        400,
                        "unauthorized_client"),
                arguments("a broken escape", "client_id=%zz", 400, "invalid_request"));
    }

    @Test
    void aHeaderOfAnotherSchemeIsNoAuthentication() {
        Response response =
                codeRequest("a").header("Authorization", "Bearer abc").post("/oauth2/token");

        refused(response, 401, "invalid_client");
        // RFC 6749 §5.2: the scheme that the client may use
        assertThat(response.header("WWW-Authenticate")).startsWith("Basic ");
    }

    @Test
    void twoMethodsOfAuthenticationAreOneTooMany() {
        refused(
                request()
                        .auth()
                        .preemptive()
                        .basic("web-app", "web-app-secret")
                        .formParam("client_id", "web-app")
                        .formParam("client_secret", "web-app-secret")
                        .formParam("grant_type", "authorization_code")
                        .post("/oauth2/token"),
                400,
                "invalid_request");
    }

    /** RFC 9700 §4.14 and contract section 3: no oracle for ids and secrets. */
    @Test
    void whateverIsWrongWithAClientItReadsTheSame() {
        String unknown = refused(post("client_id=nobody&client_secret=x"), 401, "invalid_client");
        String wrong = refused(post("client_id=web-app&client_secret=x"), 401, "invalid_client");

        assertThat(unknown).isEqualTo(wrong);
    }

    @Test
    void jsonIsNotSpokenHere() {
        refused(
                request()
                        .contentType(ContentType.JSON)
                        .body("{\"grant_type\":\"client_credentials\"}")
                        .post("/oauth2/token"),
                415,
                "unsupported_media_type");
    }

    @Test
    void theTokenEndpointIsPostOnly() {
        refused(
                request().queryParam("grant_type", "client_credentials").get("/oauth2/token"),
                405,
                "method_not_allowed");
        refused(request().delete("/oauth2/token"), 405, "method_not_allowed");
    }

    /** RFC 6749 §3.2: parameters in the query would stand in logs. */
    @Test
    void parametersInTheQueryDoNotCount() {
        refused(
                request()
                        .contentType(FORM)
                        .queryParam("client_id", "service-app")
                        .queryParam("client_secret", "service-app-secret")
                        .queryParam("grant_type", "client_credentials")
                        .post("/oauth2/token"),
                400,
                "invalid_request");
    }

    @Test
    void anOversizedBodyIsRefused() {
        refused(post("client_id=" + "a".repeat(70_000)), 413, "content_too_large");
    }

    @Test
    void anUnknownPathIsRefusedWithAnIdToo() {
        refused(request().get("/oauth2/nothing"), 404, "not_found");
    }

    @Test
    void rubbishInRedisIsACodeThatNobodyIssued() {
        refused(exchange(demo.codeOverRubbish()), 400, "invalid_grant");
    }

    private static Response post(String form) {
        return request().contentType(FORM).body(form).post("/oauth2/token");
    }
}
