package dev.countersign.auth.dialect;

import static dev.countersign.auth.dialect.DialectClient.CHALLENGE;
import static dev.countersign.auth.dialect.DialectClient.VERIFIER;
import static dev.countersign.auth.dialect.DialectClient.auth;
import static dev.countersign.auth.dialect.DialectClient.authFrom;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.auth.Declared;
import dev.countersign.auth.LoggedRefusals;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.DialectChallenge;
import dev.countersign.protocol.pkce.DialectChallenge.Method;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption.Redeemed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract, section 6: {@code POST /auth}. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class DialectLoginResourceTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject Declared declared;
    @Inject AuthorizationCodes codes;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
    }

    @Test
    void aMemberGetsACodeAtTheFirstRedirectUrlAndNoCookie() {
        Response answer = auth();

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("redirectUrl", equalTo("https://spa.example/callback"))
                .body("code", hasLength(50));
        assertThat(answer.jsonPath().getMap("")).containsOnlyKeys("redirectUrl", "code");
        assertThat(answer.cookies()).isEmpty();
    }

    @Test
    void theCodeIsOfTheDialectAndBoundToTheChallenge() {
        for (Method method : Method.values()) {
            DialectChallenge challenge = DialectChallenge.of(method, VERIFIER);

            Authorization authorization =
                    redeemed(
                            auth(
                                    "code_challenge",
                                    challenge.value(),
                                    "code_challenge_method",
                                    method.name()));

            assertThat(authorization.family()).isEqualTo(Family.DIALECT);
            assertThat(authorization.challenge()).contains(challenge);
            assertThat(authorization.amr()).containsExactly("pwd");
            assertThat(authorization.requestedRedirectUri()).isEmpty();
            assertThat(authorization.scopes()).isEqualTo(Scopes.parse("openid profile email"));
        }
    }

    /** No SSO cookie is read: who has one is asked for the password like anybody. */
    @Test
    void aSessionIsOfNoUseHere() {
        Visitor alice = new Visitor();
        alice.signIn(Visitor.webRequest(), "alice@example.com");

        given().cookies(alice.cookies())
                .contentType("application/json")
                .body(DialectClient.body("loginId", "alice@example.com", "password", "wrong"))
                .post("/auth")
                .then()
                .statusCode(403);
    }

    @Test
    void digestsInUpperCaseOrOfAWrongLengthAndPlainAreRefused() {
        refused(
                Refusal.DIALECT_CHALLENGE_MALFORMED,
                "code_challenge",
                CHALLENGE.toUpperCase(Locale.ROOT));
        refused(Refusal.DIALECT_CHALLENGE_MALFORMED, "code_challenge", CHALLENGE.substring(1));
        refused(Refusal.DIALECT_CHALLENGE_MALFORMED, "code_challenge_method", "SHA512");
        refused(Refusal.DIALECT_CHALLENGE_MALFORMED, "code_challenge_method", "S256");
        refused(Refusal.DIALECT_CHALLENGE_METHOD, "code_challenge_method", "plain");
        refused(Refusal.DIALECT_CHALLENGE_METHOD, "code_challenge_method", "sha256");
        refused(Refusal.DIALECT_CHALLENGE_METHOD, "code_challenge_method", "");
        refused(Refusal.CODE_CHALLENGE_MISSING, "code_challenge", "");
    }

    @Test
    void whoIsNoMemberOrDisabledIsRefusedEachForAReasonOfItsOwn() {
        declared.disableUser("disabled@example.com");
        refused(Refusal.USER_NOT_A_MEMBER, "loginId", "alice@example.com");
        refused(Refusal.PASSWORD_WRONG, "password", "wrong");
        refused(Refusal.USER_UNKNOWN, "loginId", "nobody@example.com");
        refused(Refusal.USER_DISABLED, "loginId", "disabled@example.com");
    }

    @Test
    void anApplicationThatIsUnknownDisabledOrOfOauthAloneIsRefused() {
        refused(Refusal.AUTHORIZATION_CLIENT_UNKNOWN, "clientId", "nobody");
        refused(Refusal.AUTHORIZATION_CLIENT_MISSING, "clientId", "");
        refused(Refusal.DIALECT_OFF, "clientId", "desktop-app");
        declared.enableApplication("dialect-app-00000001", false);
        try {
            refused(Refusal.AUTHORIZATION_CLIENT_DISABLED);
        } finally {
            declared.enableApplication("dialect-app-00000001", true);
        }
    }

    @Test
    void whatIsMissingOrNoTextIsRefused() {
        refused(Refusal.PARAMETER_MISSING, "loginId", "");
        refused(Refusal.PARAMETER_MISSING, "password", "");
        given().contentType("application/json")
                .body("{\"loginId\":1}")
                .post("/auth")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().contentType("application/x-www-form-urlencoded")
                .formParams(DialectClient.body())
                .post("/auth")
                .then()
                .statusCode(415);
    }

    /** RFC 9700 §4.16, and contract, section 6: as at the page, and together with it. */
    @Test
    void guessingIsSlowedAsAtThePage() {
        String guesser = "198.51.100.70";
        Visitor atThePage = new Visitor().from(guesser);
        Response page = atThePage.signInPage(Visitor.webRequest());
        for (int i = 0; i < 5; i++) {
            authFrom(guesser, "loginId", "moved@example.com", "password", "guess " + i)
                    .then()
                    .statusCode(403);
            atThePage.signIn(page, "moved@example.com", "guess").then().statusCode(403);
        }

        authFrom(guesser, "loginId", "moved@example.com")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("60"))
                .body("error", equalTo("too_many_requests"));
        authFrom("203.0.113.70", "loginId", "moved@example.com").then().statusCode(200);
    }

    @Test
    void whereConsentIsDueThePersonIsSentToABrowser() {
        declared.forgetConsents();
        Response answer = auth("clientId", "careful-dialect-app1");

        interactionRequired(answer);
        String loginUrl = answer.jsonPath().getString("loginUrl");
        assertThat(loginUrl)
                .isEqualTo(
                        "http://localhost:8080/login?clientId=careful-dialect-app1&code_challenge="
                                + CHALLENGE
                                + "&code_challenge_method=SHA256&redirect_uri="
                                + "https%3A%2F%2Fcareful.example%2Fcallback");
        Visitor person = new Visitor();
        Response page = person.get(loginUrl.substring("http://localhost:8080".length()));
        Response consent =
                person.get(
                        Visitor.location(
                                person.signIn(page, "end.user@example.com", Visitor.PASSWORD)));
        assertThat(Visitor.answer(person.answer(consent, "allow"))).containsOnlyKeys("code");
        auth("clientId", "careful-dialect-app1").then().statusCode(200);
    }

    @Test
    void wherePasswordMustBeChangedThePersonIsSentToABrowser() {
        declared.mustChangePassword("moved@example.com", true);
        try {
            interactionRequired(authFrom("203.0.113.71", "loginId", "moved@example.com"));
        } finally {
            declared.mustChangePassword("moved@example.com", false);
        }
    }

    @Test
    void whoWasInvitedBecomesAMemberBySigningIn() {
        refused(Refusal.USER_NOT_A_MEMBER, "loginId", "invited@example.com");
        declared.invite("invited@example.com", "dialect-app-00000001");

        auth("loginId", "invited@example.com").then().statusCode(200);
        auth("loginId", "invited@example.com").then().statusCode(200);
    }

    private static void interactionRequired(Response answer) {
        answer.then()
                .statusCode(403)
                .body("error", equalTo("interaction_required"))
                .body("error_id", hasLength(16))
                .body("loginUrl", startsWith("http://localhost:8080/login?clientId="));
    }

    /** The log has the reason; the outside reads what the closed list says. */
    private static void refused(Refusal refusal, String... changes) {
        try (LoggedRefusals log = new LoggedRefusals()) {
            Response answer = auth(changes);
            answer.then()
                    .statusCode(refusal.code().status())
                    .body("error", equalTo(refusal.code().word()))
                    .body("error_description", startsWith(refusal.description()))
                    .body("error_id", hasLength(16));
            assertThat(log.lines())
                    .as(refusal + " for " + Map.of("changes", String.join(",", changes)))
                    .anyMatch(
                            it ->
                                    it.contains("refusal=" + refusal + " ")
                                            && it.contains(answer.jsonPath().getString("error_id")))
                    .noneMatch(it -> it.contains(Visitor.PASSWORD));
        }
    }

    private Authorization redeemed(Response answer) {
        return ((Redeemed) codes.redeem(answer.jsonPath().getString("code")).await().atMost(SOON))
                .authorization();
    }
}
