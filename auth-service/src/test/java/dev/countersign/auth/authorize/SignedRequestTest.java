package dev.countersign.auth.authorize;

import static dev.countersign.auth.RequestSigner.CALLBACK;
import static dev.countersign.auth.RequestSigner.CLIENT;
import static dev.countersign.auth.RequestSigner.claims;
import static dev.countersign.auth.RequestSigner.hmac;
import static dev.countersign.auth.RequestSigner.sign;
import static dev.countersign.auth.RequestSigner.unsigned;
import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.isPage;
import static dev.countersign.auth.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.RequestSigner;
import dev.countersign.auth.Visitor;
import dev.countersign.auth.par.Pushing;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Request objects by value: RFC 9101, OpenID Connect Core 1.0 §6.1. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class SignedRequestTest {

    @Inject Declared declared;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
    }

    private static Map<String, String> query(String object, String... more) {
        Map<String, String> query = new HashMap<>(Map.of("client_id", CLIENT, "request", object));
        for (int i = 0; i < more.length; i += 2) {
            query.put(more[i], more[i + 1]);
        }
        return query;
    }

    @Test
    void aPersonSignsInForASignedRequest() {
        Visitor alice = new Visitor();

        Response signedIn = alice.signIn(query(sign(claims())), "alice@example.com");

        assertThat(location(signedIn)).startsWith(CALLBACK + "?");
        assertThat(answer(signedIn)).containsKey("code").containsEntry("state", "a state");
    }

    /** RFC 9101 §6.3; OpenID Connect Core 1.0 §6.1: what is signed supersedes. */
    @Test
    void ofTheQueryNothingButTheClientCounts() {
        Response response =
                new Visitor()
                        .authorize(
                                query(
                                        sign(claims("prompt", "none", "max_age", "60")),
                                        "redirect_uri",
                                        "https://evil.example/callback",
                                        "response_type",
                                        "code",
                                        "scope",
                                        "openid root",
                                        "prompt",
                                        "login",
                                        "nonce",
                                        "evil",
                                        "state",
                                        "evil"));

        assertThat(location(response)).startsWith(CALLBACK + "?");
        assertThat(answer(response))
                .containsEntry("error", "login_required")
                .containsEntry("state", "a state");
    }

    /** OpenID Connect Core 1.0 §6.1: a number is a number. */
    @Test
    void whatIsSignedIsCheckedLikeAnyRequest() {
        Map<String, Object> claims = claims();
        claims.put("max_age", -1);

        assertThat(answer(new Visitor().authorize(query(sign(claims)))))
                .containsEntry("error", "invalid_request")
                .containsEntry("state", "a state");
    }

    /** RFC 6749 §4.1.2.1: the one in the query is no way out. */
    @Test
    void aForeignRedirectUriThatIsSignedIsAPage() {
        String object = sign(claims("redirect_uri", "https://evil.example/callback"));

        isPage(new Visitor().authorize(query(object, "redirect_uri", CALLBACK)), "invalid_request");
    }

    @Test
    void aPostedRequestGoesOnAsAGet() {
        Visitor alice = new Visitor();

        Response posted = alice.post("/oauth2/authorize", query(sign(claims())));

        assertThat(location(posted)).startsWith("/oauth2/authorize?");
        assertThat(location(alice.get(location(posted)))).contains("/login?request=");
    }

    static Stream<Arguments> notAccepted() {
        String signed = sign(claims());
        String another = sign(claims("state", "another"));
        String mixed =
                another.substring(0, another.lastIndexOf('.'))
                        + signed.substring(signed.lastIndexOf('.'));
        return Stream.of(
                Arguments.of("no JWT", "e30"),
                Arguments.of("unsigned", unsigned(claims())),
                Arguments.of("without its signature", signed.substring(0, signed.lastIndexOf('.'))),
                Arguments.of("under another signature", mixed),
                Arguments.of("an HMAC under the public key", hmac(claims())),
                Arguments.of("an access token", sign(claims(), "at+jwt")),
                Arguments.of("no claims", sign(Map.of())),
                Arguments.of("for another server", sign(claims("aud", "https://other.example"))),
                Arguments.of("another response type", sign(claims("response_type", "id_token"))),
                Arguments.of("nested", sign(claims("request", signed))));
    }

    /**
     * RFC 9101 §6.2, §6.3; OpenID Connect Core 1.0 §3.1.2.6: an object that is not accepted says
     * nothing, so that its refusal goes where the query says, if that is registered.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("notAccepted")
    void anObjectThatIsNotAcceptedSaysNothingNotEvenWhereItsRefusalGoes(String how, String object) {
        Response told =
                new Visitor()
                        .authorize(
                                query(
                                        object,
                                        "redirect_uri",
                                        CALLBACK,
                                        "state",
                                        "of the query",
                                        "response_type",
                                        "code"));
        assertThat(location(told)).startsWith(CALLBACK + "?");
        assertThat(answer(told))
                .containsEntry("error", "invalid_request_object")
                .containsEntry("state", "of the query")
                .containsEntry("iss", "http://localhost:8080");

        Map<String, String> query = query(object, "response_type", "code");
        isPage(new Visitor().authorize(query), "invalid_request_object");
        query.put("redirect_uri", "https://evil.example/callback");
        isPage(new Visitor().authorize(query), "invalid_request_object");
    }

    /** RFC 9126 §3: the client authenticates, and what it signed is what is kept. */
    @Test
    void aSignedRequestIsPushedAsWell() {
        Map<String, String> form = new HashMap<>(RequestSigner.assertion());
        form.put("request", sign(claims("prompt", "none")));
        form.put("state", "evil");

        Response pushed = Pushing.push(form);

        assertThat(answer(new Visitor().authorize(Pushing.pushed(pushed, CLIENT))))
                .containsEntry("error", "login_required")
                .containsEntry("state", "a state");
    }

    /** RFC 9126 §3. */
    @Test
    void aPushedObjectThatIsNotAcceptedIsToldToTheClient() {
        Map<String, String> form = new HashMap<>(RequestSigner.assertion());
        form.put("request", unsigned(claims()));
        Pushing.isRefused(Pushing.push(form), 400, "invalid_request_object");

        Map<String, String> foreign = new HashMap<>(RequestSigner.assertion());
        foreign.put("request", sign(claims("client_id", "web-app")));
        Pushing.isRefused(Pushing.push(foreign), 400, "invalid_request_object");
    }

    /** RFC 9101 §10.8. */
    @Test
    void aRequestObjectAuthenticatesNobody() {
        Map<String, Object> claims = claims("sub", CLIENT, "jti", "one");
        Map<String, String> form = new HashMap<>(RequestSigner.assertion());
        form.put("client_assertion", sign(claims));
        form.put("request", sign(claims()));

        Pushing.isRefused(Pushing.push(form), 401, "invalid_client");
    }
}
