package dev.countersign.auth.authorize;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.request;
import static dev.countersign.auth.Visitor.webRequest;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.RequestSigner;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.ResponseMode;
import dev.countersign.protocol.ResponseType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of a request, by every response mode: which is told to the application and which to
 * the person alone. RFC 6749 §4.1.2.1, §4.2.2.1; OpenID Connect Core 1.0 §3.1.2.6; Multiple
 * Response Types §5.
 */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class AuthorizationFaultsTest {

    /** A parameter, the value that is wrong (nothing: it is left out), and the error. */
    private static final String[][] FAULTS = {
        {"response_type", "", "invalid_request"},
        {"response_type", "none", "unsupported_response_type"},
        {"response_type", "token", "unsupported_response_type"},
        {"response_type", "code code", "unsupported_response_type"},
        {"response_type", "id_token", "unauthorized_client"},
        {"response_type", "code token", "unauthorized_client"},
        {"scope", "", "invalid_scope"},
        {"scope", "openid root", "invalid_scope"},
        {"scope", "openid \"", "invalid_scope"},
        {"code_challenge", "", "invalid_request"},
        {"code_challenge", "short", "invalid_request"},
        {"code_challenge_method", "", "invalid_request"},
        {"code_challenge_method", "plain", "invalid_request"},
        {"nonce", "n".repeat(2_049), "invalid_request"},
        {"login_hint", "h".repeat(255), "invalid_request"},
        {"max_age", "-1", "invalid_request"},
        {"prompt", "none login", "invalid_request"},
        {"prompt", "none select_account", "invalid_request"},
        {"prompt", "create", "invalid_request"},
        {"prompt", "none", "login_required"},
        {"claims", "name", "invalid_request"},
        {"claims", "[]", "invalid_request"},
        {"claims", "null", "invalid_request"},
        {"claims", "{\"userinfo\":{}} {}", "invalid_request"},
        {"claims", "{\"userinfo\":{},\"userinfo\":{}}", "invalid_request"},
        {"claims", "{\"userinfo\":{\"name\":1}}", "invalid_request"},
        {"claims", "{\"id_token\":{\"name\":{\"essential\":\"yes\"}}}", "invalid_request"},
        {"claims", "{\"x\":" + "[".repeat(20) + "]".repeat(20) + "}", "invalid_request"},
        {"claims", "{\"x\":\"" + "x".repeat(4_000) + "\"}", "invalid_request"},
        {
            "claims",
            "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:gold\"]}}}",
            "unmet_authentication_requirements"
        },
        {"request", "e30.e30.", "request_not_supported"},
        {"request_uri", "https://web.example/request", "request_uri_not_supported"},
        {"registration", "{}", "registration_not_supported"},
    };

    /** What may not be trusted: the redirection URI, or that it is this application's. */
    private static final String[][] UNTRUSTED = {
        {"client_id", ""},
        {"client_id", "nobody"},
        {"client_id", "desktop-app"},
        {"request_uri", "urn:ietf:params:oauth:request_uri:" + "A".repeat(43)},
        {"redirect_uri", ""},
        {"redirect_uri", "https://web.example/callback"},
        {"redirect_uri", "https://web.example/callback?kept=yes#f"},
        {"redirect_uri", "https://evil.example/callback?kept=yes"},
    };

    @Inject Declared declared;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
        declared.forgetConsents();
    }

    static Stream<Arguments> faults() {
        return byModeAndType(FAULTS);
    }

    static Stream<Arguments> untrusted() {
        return byModeAndType(UNTRUSTED);
    }

    private static Stream<Arguments> byModeAndType(String[][] faults) {
        return Stream.of("code", "code id_token")
                .flatMap(
                        type ->
                                Stream.of("query", "fragment", "form_post", "carrier pigeon")
                                        .flatMap(mode -> with(faults, mode, type)));
    }

    private static Stream<Arguments> with(String[][] faults, String... modeAndType) {
        return Stream.of(faults)
                .map(fault -> Stream.concat(Stream.of(modeAndType), Stream.of(fault)).toArray())
                .map(Arguments::of);
    }

    @ParameterizedTest(name = "{0} {1}: {2}={3}")
    @MethodSource("faults")
    void aFaultIsToldToTheApplicationByTheModeThatIsGoodForIt(
            String mode, String type, String parameter, String value, String error) {
        Map<String, String> request =
                changed(
                        webRequest("nonce", "a nonce"),
                        "response_type",
                        type,
                        "response_mode",
                        mode,
                        parameter,
                        value);
        String sentType = request.getOrDefault("response_type", "code");

        Response response = new Visitor().authorize(request);

        isTold(response, modeOf(sentType, mode));
        assertThat(answer(response))
                .containsKeys("error_description", "error_id")
                .doesNotContainKeys("code", "access_token", "id_token")
                .containsEntry("state", "a state")
                .containsEntry("iss", "http://localhost:8080");
        boolean modeIsFirst =
                parameter.equals("response_type")
                        || parameter.startsWith("request")
                        || parameter.equals("registration");
        boolean modeIsWrong =
                mode.startsWith("carrier") || (mode.equals("query") && !type.equals("code"));
        if (modeIsFirst || !modeIsWrong) {
            assertThat(answer(response)).containsEntry("error", error);
        } else {
            assertThat(answer(response)).containsEntry("error", "invalid_request");
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}={3}")
    @MethodSource("untrusted")
    void whereTheRedirectIsNotToBeTrustedThePersonAloneIsTold(
            String mode, String type, String parameter, String value) {
        Response page =
                new Visitor()
                        .authorize(
                                changed(
                                        webRequest("nonce", "a nonce"),
                                        "response_type",
                                        type,
                                        "response_mode",
                                        mode,
                                        parameter,
                                        value));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.header("Location")).isNull();
        assertThat(page.asString()).doesNotContain("<form", "<script", "web.example");
    }

    @ParameterizedTest
    @EnumSource(ResponseMode.class)
    void whatIsMissingOfThePersonIsToldByTheModeThatWasAsked(ResponseMode mode) {
        Visitor carol = new Visitor();
        carol.signIn(webRequest(), "carol@example.com");

        isTold(
                carol.authorize(request("prompt", "none", "response_mode", mode.word())),
                mode,
                "consent_required");
        Map<String, String> silent = webRequest("prompt", "none", "response_mode", mode.word());
        declared.membersOnly("web-app", true);
        declared.mustChangePassword("carol@example.com", false);
        try {
            isTold(carol.authorize(silent), mode, "account_selection_required");
            declared.membersOnly("web-app", false);
            declared.mustChangePassword("carol@example.com", true);
            isTold(carol.authorize(silent), mode, "interaction_required");
        } finally {
            declared.membersOnly("web-app", false);
            declared.mustChangePassword("carol@example.com", false);
        }
        assertThat(answer(carol.authorize(silent))).containsKey("code");
    }

    /** Neither is known to be good: the refusal goes where the response type's own answer goes. */
    @ParameterizedTest
    @EnumSource(ResponseMode.class)
    void aRepeatedParameterIsToldToo(ResponseMode mode) {
        isTold(
                given().queryParams(webRequest("response_mode", mode.word()))
                        .queryParam("scope", "openid")
                        .redirects()
                        .follow(false)
                        .get("/oauth2/authorize"),
                mode,
                "invalid_request");
        isTold(
                given().queryParams(webRequest("response_mode", mode.word()))
                        .queryParam("response_mode", "fragment")
                        .redirects()
                        .follow(false)
                        .get("/oauth2/authorize"),
                ResponseMode.QUERY,
                "invalid_request");
    }

    /** By POST as by GET; RFC 6749 §4.1.2.1 has no word for what is too long. */
    @ParameterizedTest
    @EnumSource(ResponseMode.class)
    void whatIsPostedIsToldAsWell(ResponseMode mode) {
        isTold(
                new Visitor()
                        .post(
                                "/oauth2/authorize",
                                webRequest(
                                        "response_mode", mode.word(),
                                        "nonce", "n".repeat(9_000))),
                mode,
                "invalid_request");
    }

    /** RFC 9101 §6.2: an object that is not accepted says nothing, so neither by which mode. */
    @ParameterizedTest
    @EnumSource(ResponseMode.class)
    void aRefusedRequestObjectIsToldByTheModeBesideIt(ResponseMode mode) {
        isTold(
                new Visitor()
                        .authorize(
                                request(
                                        "client_id",
                                        RequestSigner.CLIENT,
                                        "redirect_uri",
                                        RequestSigner.CALLBACK,
                                        "response_mode",
                                        mode.word(),
                                        "request",
                                        RequestSigner.unsigned(RequestSigner.claims()))),
                mode,
                "invalid_request_object");
    }

    private static ResponseMode modeOf(String type, String mode) {
        return ResponseMode.of(mode)
                .filter(it -> ResponseType.allows(type, it))
                .orElseGet(() -> ResponseType.usualMode(type));
    }

    private static void isTold(Response response, ResponseMode mode, String error) {
        isTold(response, mode);
        assertThat(answer(response)).containsEntry("error", error);
    }

    private static void isTold(Response response, ResponseMode mode) {
        switch (mode) {
            case QUERY -> assertThat(location(response)).doesNotContain("#").contains("?");
            case FRAGMENT -> assertThat(location(response)).contains("#error=");
            case FORM_POST ->
                    assertThat(response.header("Content-Security-Policy"))
                            .containsPattern(
                                    "form-action https?://(web.example|signed.example|127.0.0.1:8001);");
        }
    }

    private static Map<String, String> changed(Map<String, String> right, String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            right.put(changes[i], changes[i + 1]);
        }
        right.values().removeIf(String::isEmpty);
        return right;
    }
}
