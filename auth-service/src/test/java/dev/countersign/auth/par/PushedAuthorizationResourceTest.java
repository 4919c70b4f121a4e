package dev.countersign.auth.par;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.isPage;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.request;
import static dev.countersign.auth.Visitor.webRequest;
import static dev.countersign.auth.par.Pushing.isRefused;
import static dev.countersign.auth.par.Pushing.push;
import static dev.countersign.auth.par.Pushing.pushed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9126. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class PushedAuthorizationResourceTest {

    private static final String PUSHING = "pushing-app-00000001";

    @Inject Declared declared;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
    }

    private static Map<String, String> webRequestPushed(String... changes) {
        return pushed(push("web-app", "web-app-secret", webRequest(changes)), "web-app");
    }

    private static Map<String, String> pushingRequest() {
        return request(
                "client_id", PUSHING,
                "redirect_uri", "https://pushing.example/callback",
                "scope", "openid accounts:read");
    }

    private static Map<String, String> with(
            Map<String, String> request, String name, String value) {
        Map<String, String> changed = new HashMap<>(request);
        changed.put(name, value);
        return changed;
    }

    /** RFC 9126 §2.2. */
    @Test
    void aPushedRequestIsNamedByAUriThatIsGoodForAMinute() {
        push("web-app", "web-app-secret", webRequest())
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body(
                        "request_uri",
                        matchesPattern("urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}"))
                .body("expires_in", equalTo(60))
                .body("size()", equalTo(2));
    }

    /** RFC 9126 §4: used once; what may be reloaded is the page that follows. */
    @Test
    void theUriWorksOnceAndThePageThatFollowsMayBeReloaded() {
        Map<String, String> pushed = webRequestPushed();
        Visitor alice = new Visitor();

        String login = location(alice.authorize(pushed));
        isPage(alice.authorize(pushed), "invalid_request_uri");
        alice.get(login).then().statusCode(200);

        assertThat(answer(alice.signIn(alice.get(login), "alice@example.com", Visitor.PASSWORD)))
                .containsKey("code")
                .containsEntry("state", "a state");
    }

    /** RFC 9126 §4, RFC 9101 §6.3: of the query, nothing but the two counts. */
    @Test
    void whatTheBrowserBringsBesideTheUriIsIgnored() {
        Map<String, String> query = with(webRequestPushed("prompt", "none"), "state", "evil");
        query.put("redirect_uri", "https://evil.example/callback");
        query.put("prompt", "login");
        query.put("response_type", "token");

        Response response = new Visitor().authorize(query);

        assertThat(location(response)).startsWith("https://web.example/callback?kept=yes&");
        assertThat(answer(response))
                .containsEntry("error", "login_required")
                .containsEntry("state", "a state");
    }

    /** RFC 9126 §2.2: bound to the client, which nobody else spends. */
    @Test
    void anotherClientsUriIsAPageAndStaysUnspent() {
        Map<String, String> pushed = webRequestPushed();

        Map<String, String> stolen = with(pushed, "client_id", "desktop-app");
        stolen.put("redirect_uri", "http://127.0.0.1:8001/callback");
        isPage(new Visitor().authorize(stolen), "invalid_request_uri");

        assertThat(location(new Visitor().authorize(pushed))).contains("/login?request=");
    }

    @ParameterizedTest
    @CsvSource({
        "urn:ietf:params:oauth:request_uri:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "urn:ietf:params:oauth:request_uri:short",
    })
    void anInventedUriIsAPageWhateverStandsBesideIt(String uri) {
        isPage(new Visitor().authorize(webRequest("request_uri", uri)), "invalid_request_uri");
    }

    /** OpenID Connect Core 1.0 §3.1.2.1: by POST as by GET. */
    @Test
    void thePostedUriIsSpentByTheGetThatFollows() {
        Visitor alice = new Visitor();

        Response posted = alice.post("/oauth2/authorize", webRequestPushed());

        assertThat(location(posted)).startsWith("/oauth2/authorize?");
        assertThat(location(alice.get(location(posted)))).contains("/login?request=");
    }

    /** RFC 9126 §2.3: what would be told by a redirect, or by a page, is told here. */
    @ParameterizedTest
    @CsvSource({
        "redirect_uri,https://evil.example/callback,invalid_request",
        "redirect_uri,'',invalid_request",
        "client_id,'',invalid_request",
        "response_type,'',invalid_request",
        "response_type,none,unsupported_response_type",
        "response_type,id_token,unauthorized_client",
        "response_mode,web_message,invalid_request",
        "scope,openid root,invalid_scope",
        "code_challenge,'',invalid_request",
        "code_challenge_method,plain,invalid_request",
        "prompt,none login,invalid_request",
        "max_age,soon,invalid_request",
        "registration,{},registration_not_supported",
        "request_uri,https://web.example/request,invalid_request",
        "request_uri,urn:ietf:params:oauth:request_uri:x,invalid_request",
    })
    void aFaultIsToldToTheClientAtOnce(String parameter, String value, String error) {
        Map<String, String> form = webRequest();
        form.put(parameter, value);
        form.values().removeIf(String::isEmpty);

        isRefused(push("web-app", "web-app-secret", form), 400, error);
    }

    @Test
    void aHintThatIsTooLongIsToldAsWell() {
        Map<String, String> form = webRequest("login_hint", "h".repeat(255));

        isRefused(push("web-app", "web-app-secret", form), 400, "invalid_request");
    }

    /** RFC 9126 §2, RFC 6749 §5.2: as at the token endpoint. */
    @Test
    void theClientAuthenticatesAsAtTheTokenEndpoint() {
        isRefused(push(webRequest()), 401, "invalid_client");
        isRefused(push("web-app", "wrong", webRequest()), 401, "invalid_client");
        isRefused(push(with(webRequest(), "client_id", "nobody")), 401, "invalid_client");
        isRefused(push("web-app", "web-app-secret", request()), 400, "invalid_request");

        push(with(webRequest(), "client_secret", "web-app-secret")).then().statusCode(201);
        push(request()).then().statusCode(201);
    }

    /** Whatever this server remembers of it. */
    @Test
    void aClientThatWasStoppedAMomentAgoPushesNothing() {
        Map<String, String> form =
                request(
                        "client_id", "lax-app",
                        "redirect_uri", "https://lax.example/callback",
                        "scope", "openid");
        Map<String, String> pushed = pushed(push("lax-app", "lax-app-secret", form), "lax-app");
        declared.stopUnheard("lax-app");
        try {
            isRefused(push("lax-app", "lax-app-secret", form), 401, "invalid_client");
            isPage(new Visitor().authorize(pushed), "invalid_request");
        } finally {
            declared.enableApplication("lax-app", true);
        }
    }

    /** RFC 9126 §6, RFC 6749 §4.1.2.1. */
    @Test
    void anApplicationThatMustPushIsToldSoAndTheDialectIsNoWayAround() {
        Response plain = new Visitor().authorize(pushingRequest());
        assertThat(location(plain)).startsWith("https://pushing.example/callback?");
        assertThat(answer(plain))
                .containsEntry("error", "invalid_request")
                .containsEntry("state", "a state");
        String dialect =
                "/login?clientId=" + PUSHING + "&code_challenge_method=SHA256&code_challenge=";
        isPage(new Visitor().get(dialect + "0".repeat(64)), "to push its authorization requests");

        Response pushed = push(PUSHING, "pushing-app-secret-0000000000001", pushingRequest());
        assertThat(location(new Visitor().authorize(pushed(pushed, PUSHING))))
                .contains("/login?request=");
    }

    /** RFC 9126 §2.3. */
    @Test
    void whatIsTooLargeIsNotKept() {
        Map<String, String> large = webRequest("unknown", "x".repeat(PushedForm.LARGEST));
        assertThat(push("web-app", "web-app-secret", large).statusCode()).isEqualTo(413);
    }

    /** RFC 9126 §2.3, and contract, section 3: no page of another origin calls here. */
    @Test
    void onlyAFormIsTakenAndNoOriginIsAllowed() {
        assertThat(given().get("/oauth2/par").statusCode()).isEqualTo(405);
        given().contentType("application/json")
                .body("{}")
                .post("/oauth2/par")
                .then()
                .statusCode(415);
        given().header("Origin", "https://web.example")
                .formParams(request())
                .post("/oauth2/par")
                .then()
                .statusCode(201)
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
