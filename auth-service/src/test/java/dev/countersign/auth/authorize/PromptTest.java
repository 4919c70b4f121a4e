package dev.countersign.auth.authorize;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.link;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.request;
import static dev.countersign.auth.Visitor.tokensRequest;
import static dev.countersign.auth.Visitor.webRequest;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core 1.0 §3.1.2.1: who is asked what, and whom the application means. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class PromptTest {

    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";

    @Inject Declared declared;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
        declared.forgetConsents();
    }

    @Test
    void whoIsSignedInMayGoOnAsThatAccount() {
        Visitor alice = signedIn(ALICE);

        Response page = alice.signInPage(webRequest("prompt", "select_account"));
        assertThat(page.asString()).contains("Choose an account", "Alice Adams", ALICE);

        assertThat(answer(alice.choose(page, ALICE))).containsKey("code");
    }

    @Test
    void orSignInWithAnother() {
        Visitor person = signedIn(ALICE);
        Response choice = person.signInPage(tokensRequest("id_token", "prompt", "select_account"));
        Response page = person.get(link(choice, "another"));

        Map<String, String> bobs = answer(person.signIn(page, BOB, Visitor.PASSWORD));

        Map<String, String> next =
                webRequest("prompt", "none", "id_token_hint", bobs.get("id_token"));
        assertThat(bobs).containsKey("id_token");
        assertThat(answer(person.authorize(next))).containsEntry("error", "login_required");
        next = tokensRequest("code", "prompt", "none", "id_token_hint", bobs.get("id_token"));
        assertThat(answer(person.authorize(next))).containsKey("code");
    }

    @Test
    void nobodyIsOfferedWhereNobodyIsSignedIn() {
        assertThat(new Visitor().signInPage(webRequest("prompt", "select_account")).asString())
                .doesNotContain("account_token", "Choose");
    }

    /** Each word counts: the account is chosen, then its person signs in. */
    @Test
    void theAccountIsChosenBeforeTheSignIn() {
        Visitor alice = signedIn(ALICE);
        Response page = alice.signInPage(webRequest("prompt", "login select_account"));

        Response form = alice.get(location(alice.choose(page, ALICE)));

        assertThat(form.asString()).contains("name=\"password\"", "value=\"" + ALICE + "\"");
        assertThat(answer(alice.signIn(form, ALICE, Visitor.PASSWORD))).containsKey("code");
    }

    /** Each word counts: the account is chosen, then the consent is given. */
    @Test
    void theAccountIsChosenBeforeTheConsent() {
        Visitor alice = signedIn(ALICE);
        Response page = alice.signInPage(webRequest("prompt", "consent select_account"));

        Response chosen = alice.choose(page, ALICE);

        assertThat(location(chosen)).startsWith("/consent?request=");
        assertThat(answer(alice.answer(alice.get(location(chosen)), "allow"))).containsKey("code");
    }

    @Test
    void theChoiceIsNoWayAroundASignInThatIsTooOld() throws InterruptedException {
        Visitor alice = signedIn(ALICE);
        Thread.sleep(20);
        Response page = alice.signInPage(webRequest("prompt", "select_account", "max_age", "0"));

        Response form = alice.get(location(alice.choose(page, ALICE)));

        assertThat(form.asString()).contains("name=\"password\"", "value=\"" + ALICE + "\"");
    }

    @Test
    void aSignInThatIsTooOldIsNoneForPromptNone() throws InterruptedException {
        Visitor alice = signedIn(ALICE);
        Thread.sleep(20);

        assertThat(answer(alice.authorize(webRequest("prompt", "none", "max_age", "0"))))
                .containsEntry("error", "login_required");
        assertThat(answer(alice.authorize(webRequest("prompt", "none", "max_age", "600"))))
                .containsKey("code");
    }

    @Test
    void anOfferThatAnotherBrowserOrSessionWasMadeIsWorthNothing() {
        Visitor alice = signedIn(ALICE);
        Response page = alice.signInPage(webRequest("prompt", "select_account"));
        alice.signIn(alice.signInPage(webRequest("prompt", "login")), ALICE, Visitor.PASSWORD);

        alice.choose(page, ALICE).then().statusCode(400);
        new Visitor().choose(page, ALICE).then().statusCode(400);
    }

    /** Core §3.1.2.6: each reason why no answer comes without a page has its own name. */
    @Test
    void promptNoneSaysWhatIsMissing() {
        Visitor carol = signedIn("carol@example.com");
        declared.mustChangePassword("carol@example.com", true);
        try {
            assertThat(answer(carol.authorize(webRequest("prompt", "none"))))
                    .containsEntry("error", "interaction_required");
        } finally {
            declared.mustChangePassword("carol@example.com", false);
        }

        declared.membersOnly("lax-app", true);
        try {
            assertThat(answer(carol.authorize(laxRequest("none"))))
                    .containsEntry("error", "account_selection_required");
        } finally {
            declared.membersOnly("lax-app", false);
        }
        assertThat(answer(carol.authorize(laxRequest("none")))).containsKey("code");
    }

    @Test
    void anIdTokenHintOfWhoeverIsSignedInIsContent() {
        Visitor alice = new Visitor();
        String hint = idToken(alice, ALICE);

        Map<String, String> request =
                tokensRequest("code", "prompt", "none", "id_token_hint", hint);
        assertThat(answer(alice.authorize(request))).containsKey("code");
    }

    @Test
    void anIdTokenHintOfSomebodyElseAsksForThatPerson() {
        String alices = idToken(new Visitor(), ALICE);
        Visitor bob = signedIn(BOB);

        assertThat(
                        answer(
                                bob.authorize(
                                        tokensRequest(
                                                "code",
                                                "prompt",
                                                "none",
                                                "id_token_hint",
                                                alices))))
                .containsEntry("error", "login_required");

        Map<String, String> request = tokensRequest("code", "id_token_hint", alices);
        Response asBob = bob.signIn(bob.signInPage(request), BOB, Visitor.PASSWORD);
        assertThat(answer(asBob)).containsEntry("error", "login_required");
        Response asAlice = bob.signIn(bob.signInPage(request), ALICE, Visitor.PASSWORD);
        assertThat(answer(asAlice)).containsKey("code");
    }

    /** One of another application, or one that is not ours, names nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"not a token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", "of another"})
    void anIdTokenHintOfNoUseAsksForASignIn(String hint) {
        Visitor alice = new Visitor();
        String foreign = idToken(alice, ALICE);
        String sent = hint.equals("of another") ? foreign : hint;

        assertThat(answer(alice.authorize(webRequest("prompt", "none", "id_token_hint", sent))))
                .containsEntry("error", "login_required");
        Response page = alice.signInPage(webRequest("id_token_hint", sent));
        assertThat(answer(alice.signIn(page, ALICE, Visitor.PASSWORD))).containsKey("code");
    }

    @Test
    void whatIsOnlyAWishDoesNoHarm() {
        Map<String, String> request =
                webRequest(
                        "acr_values", "urn:nobody:knows 1",
                        "ui_locales", "xx de-CH",
                        "claims_locales", "fr",
                        "display", "wap",
                        "login_hint", "alice@example.com");

        assertThat(answer(new Visitor().signIn(request, ALICE))).containsKey("code");
    }

    private static Visitor signedIn(String username) {
        Visitor visitor = new Visitor();
        assertThat(answer(visitor.signIn(webRequest(), username))).containsKey("code");
        return visitor;
    }

    private static String idToken(Visitor visitor, String username) {
        return requireNonNull(
                answer(visitor.signIn(tokensRequest("code id_token"), username)).get("id_token"));
    }

    private static Map<String, String> laxRequest(String prompt) {
        return request(
                "client_id", "lax-app",
                "redirect_uri", "https://lax.example/callback",
                "scope", "openid",
                "prompt", prompt);
    }
}
