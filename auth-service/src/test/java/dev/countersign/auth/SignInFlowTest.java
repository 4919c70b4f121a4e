package dev.countersign.auth;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.request;
import static dev.countersign.auth.Visitor.webRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption;
import dev.countersign.store.code.Redemption.Redeemed;
import dev.countersign.store.revocation.RevocationRules;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class SignInFlowTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject Declared declared;
    @Inject AuthorizationCodes codes;
    @Inject RevocationRules rules;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
        declared.forgetConsents();
    }

    /** RFC 6749 §4.1.1, §4.1.2; RFC 9207. */
    @Test
    void aPersonSignsInConsentsAndTheApplicationGetsACode() {
        Visitor alice = new Visitor();

        Response signedIn = alice.signIn(request(), "alice@example.com");
        assertThat(location(signedIn)).startsWith("/consent?request=");
        Response page = alice.get(location(signedIn));
        assertThat(page.asString())
                .contains("Desktop &lt;App&gt; &amp; Co asks for access")
                .contains("See your accounts and their balances")
                .contains("alice@example.com");
        Response allowed = alice.answer(page, "allow");

        assertThat(location(allowed)).startsWith("http://127.0.0.1:8001/callback?");
        assertThat(answer(allowed))
                .containsEntry("state", "a state")
                .containsEntry("iss", "http://localhost:8080")
                .containsKey("code");
    }

    @Test
    void theCodeIsBoundToEverythingThatWasDecided() {
        Visitor alice = new Visitor();
        Map<String, String> request = webRequest("nonce", "a nonce");

        Authorization authorization = redeemed(alice.signIn(request, "Alice@Example.com "));

        assertThat(authorization.client().value()).isEqualTo("web-app");
        assertThat(authorization.redirectUri()).isEqualTo("https://web.example/callback?kept=yes");
        assertThat(authorization.requestedRedirectUri())
                .hasValue("https://web.example/callback?kept=yes");
        assertThat(authorization.challenge().orElseThrow().value())
                .isEqualTo(request.get("code_challenge"));
        assertThat(authorization.scopes()).isEqualTo(Scopes.parse("openid accounts:read"));
        assertThat(authorization.nonce()).hasValue("a nonce");
        assertThat(authorization.amr()).containsExactly("pwd");
        assertThat(authorization.grant().expiresAt())
                .isEqualTo(authorization.authTime().plus(Duration.ofHours(12)));
    }

    /** Design, "Revocation" 2: also where the service knew the application from before. */
    @Test
    void aRuleOnTheApplicationStopsTheSignInBegunBeforeItAndNotTheNextOne() {
        Visitor late = new Visitor();
        Response page = late.signInPage(webRequest());

        rules.record(RevocationRule.onApplication(new ClientId("web-app")), "leaked", "a test")
                .await()
                .atMost(SOON);

        assertThat(answer(new Visitor().signIn(webRequest(), "alice@example.com")))
                .containsKey("code");
        late.signIn(page, "alice@example.com", Visitor.PASSWORD).then().statusCode(400);
    }

    /** RFC 6749 §3.1.2: the query of the redirection URI is kept. */
    @Test
    void anAnswerKeepsTheQueryOfTheRedirectUri() {
        assertThat(location(new Visitor().signIn(webRequest(), "alice@example.com")))
                .startsWith("https://web.example/callback?kept=yes&code=");
    }

    @Test
    void whoHasASessionIsNotAskedAgain() {
        Visitor alice = new Visitor();
        Authorization first = redeemed(alice.signIn(webRequest(), "alice@example.com"));

        Authorization second = redeemed(alice.authorize(webRequest()));

        assertThat(second.session()).isEqualTo(first.session());
        assertThat(second.user()).isEqualTo(first.user());
        assertThat(second.grant()).isNotEqualTo(first.grant());
    }

    @Test
    void whatWasAllowedIsRememberedAndMoreIsAskedFor() {
        Visitor alice = new Visitor();
        Response signedIn = alice.signIn(request(), "alice@example.com");
        alice.answer(alice.get(location(signedIn)), "allow");

        assertThat(answer(alice.authorize(request()))).containsKey("code");
        assertThat(location(alice.authorize(request("scope", "openid accounts:write"))))
                .startsWith("/consent?");
        assertThat(location(alice.authorize(request("prompt", "consent")))).startsWith("/consent?");
    }

    /** RFC 6749 §4.1.2.1. */
    @Test
    void whoDeniesIsSentBackWithAccessDenied() {
        Visitor bob = new Visitor();
        Response page = bob.get(location(bob.signIn(request(), "bob@example.com")));

        Response denied = bob.answer(page, "deny");

        assertThat(answer(denied))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "a state")
                .containsEntry("iss", "http://localhost:8080")
                .containsKey("error_id")
                .doesNotContainKey("code");
        assertThat(location(bob.authorize(request()))).startsWith("/consent?");
    }

    @Test
    void aFormSubmittedTwiceGivesOneCode() {
        Visitor alice = new Visitor();
        Response page = alice.signInPage(webRequest());

        assertThat(answer(alice.signIn(page, "alice@example.com", Visitor.PASSWORD)))
                .containsKey("code");
        alice.signIn(page, "alice@example.com", Visitor.PASSWORD).then().statusCode(400);
    }

    /** OpenID Connect Core 1.0 §3.1.2.1. */
    @Test
    void promptLoginAsksWhoeverHasASession() {
        Visitor alice = new Visitor();
        alice.signIn(webRequest(), "alice@example.com");
        Response asked = alice.authorize(webRequest("prompt", "login"));
        assertThat(location(asked)).startsWith("/login?");

        Response again =
                alice.signIn(alice.get(location(asked)), "alice@example.com", Visitor.PASSWORD);

        assertThat(answer(again)).containsKey("code");
    }

    /** OpenID Connect Core 1.0 §3.1.2.1. */
    @Test
    void theConsentPageIsNoWayAroundPromptLogin() {
        Visitor alice = new Visitor();
        alice.signIn(webRequest(), "alice@example.com");
        String login = location(alice.authorize(request("prompt", "login")));

        assertThat(location(alice.get(login.replace("/login", "/consent")))).startsWith("/login?");
    }

    /** OpenID Connect Core 1.0 §3.1.2.1. */
    @Test
    void maxAgeZeroAsksAgainAndIsThenContent() throws InterruptedException {
        Visitor alice = new Visitor();
        alice.signIn(webRequest(), "alice@example.com");

        Thread.sleep(20);
        Response asked = alice.authorize(webRequest("max_age", "0"));
        assertThat(location(asked)).startsWith("/login?");
        assertThat(
                        answer(
                                alice.signIn(
                                        alice.get(location(asked)),
                                        "alice@example.com",
                                        Visitor.PASSWORD)))
                .containsKey("code");
    }

    /** OpenID Connect Core 1.0 §3.1.2.6. */
    @Test
    void promptNoneShowsNoPage() {
        Visitor bob = new Visitor();
        assertThat(answer(bob.authorize(webRequest("prompt", "none"))))
                .containsEntry("error", "login_required")
                .containsEntry("state", "a state");

        bob.signIn(webRequest(), "bob@example.com");
        assertThat(answer(bob.authorize(webRequest("prompt", "none")))).containsKey("code");
        assertThat(answer(bob.authorize(request("prompt", "none"))))
                .containsEntry("error", "consent_required");
    }

    @Test
    void loginHintFillsInTheName() {
        Response page = new Visitor().signInPage(request("login_hint", "bob\"@example.com"));

        assertThat(page.asString()).contains("value=\"bob&quot;@example.com\"");
    }

    /** OpenID Connect Core 1.0 §3.1.2.1: by POST, from another site, and still signed in. */
    @Test
    void aPostedRequestGoesOnAsAGet() {
        Visitor alice = new Visitor();
        alice.signIn(webRequest(), "alice@example.com");

        Response posted = new Visitor().post("/oauth2/authorize", webRequest());

        assertThat(location(posted)).startsWith("/oauth2/authorize?");
        assertThat(answer(alice.get(location(posted)))).containsKey("code");
    }

    @Test
    void aSessionWhosePasswordWasChangedIsWorthNothing() {
        Visitor carol = new Visitor();
        carol.signIn(webRequest(), "carol@example.com");
        declared.changePassword("carol@example.com");

        assertThat(location(carol.authorize(webRequest()))).startsWith("/login?");
    }

    @Test
    void everySignInHasANewSessionCookie() {
        Visitor alice = new Visitor();
        alice.cookies().put("countersign-session", "A".repeat(43));
        alice.signIn(webRequest(), "alice@example.com");
        String first = alice.cookies().get("countersign-session");
        assertThat(first).isNotEqualTo("A".repeat(43));

        alice.signIn(
                alice.get(location(alice.authorize(webRequest("prompt", "login")))),
                "alice@example.com",
                Visitor.PASSWORD);

        assertThat(alice.cookies().get("countersign-session")).isNotEqualTo(first);
        Visitor thief = new Visitor();
        thief.cookies().put("countersign-session", first);
        assertThat(location(thief.authorize(webRequest()))).startsWith("/login?");
    }

    @Test
    void cookiesAreHttpOnlyAndLax() {
        Visitor alice = new Visitor();
        Response signedIn = alice.signIn(webRequest(), "alice@example.com");

        assertThat(signedIn.headers().getValues("Set-Cookie"))
                .hasSize(2)
                .allMatch(it -> it.contains("HttpOnly") && it.contains("SameSite=Lax"))
                .allMatch(it -> it.contains("Path=/") && !it.contains("Domain"));
    }

    private Authorization redeemed(Response answer) {
        Redemption redemption = codes.redeem(answer(answer).get("code")).await().atMost(SOON);
        return Optional.of(redemption)
                .filter(Redeemed.class::isInstance)
                .map(it -> ((Redeemed) it).authorization())
                .orElseThrow();
    }
}
