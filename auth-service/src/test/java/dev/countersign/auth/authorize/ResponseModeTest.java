package dev.countersign.auth.authorize;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.request;
import static dev.countersign.auth.Visitor.webRequest;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;

/** OAuth 2.0 Multiple Response Type Encoding Practices §2.1; OAuth 2.0 Form Post Response Mode. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class ResponseModeTest {

    private static final String CALLBACK = "https://web.example/callback?kept=yes";

    @Inject Declared declared;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "fragment", "form_post"})
    void anAnswerAndARefusalTravelAsWasAsked(String mode) {
        Map<String, String> request = webRequest("response_mode", mode);
        Visitor alice = new Visitor();

        Response refused = alice.authorize(with(request, "prompt", "none"));
        Response signedIn = alice.signIn(request, "alice@example.com");
        Response again = alice.authorize(request);

        for (Response response : new Response[] {refused, signedIn, again}) {
            travelledBy(mode, response);
            assertThat(answer(response))
                    .containsEntry("state", "a state")
                    .containsEntry("iss", "http://localhost:8080");
        }
        assertThat(answer(refused)).containsEntry("error", "login_required");
        assertThat(answer(signedIn)).containsKey("code").doesNotContainKey("error");
        assertThat(answer(again)).containsKey("code").doesNotContainKey("error");
    }

    private static void travelledBy(String mode, Response response) {
        switch (mode) {
            case "query" -> assertThat(location(response)).startsWith(CALLBACK + "&");
            case "fragment" -> assertThat(location(response)).startsWith(CALLBACK + "#");
            default ->
                    assertThat(
                                    response.htmlPath()
                                            .getString("**.find { it.@id == 'answer' }.@action"))
                            .isEqualTo(CALLBACK);
        }
    }

    /** Form Post Response Mode §2, §4; design, section 6. */
    @Test
    void theFormMayBePostedToTheApplicationAloneAndOneScriptOfOursRuns() {
        Response page =
                new Visitor().signIn(webRequest("response_mode", "form_post"), "alice@example.com");

        String policy = page.header("Content-Security-Policy");
        String nonce = page.htmlPath().getString("**.find { it.name() == 'script' }.@nonce");
        assertThat(policy)
                .contains("form-action https://web.example;")
                .contains("script-src 'nonce-" + nonce + "';")
                .contains("default-src 'none'");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        // where no script runs, the person posts it
        assertThat(page.htmlPath().getString("**.find { it.@id == 'go-on' }.@type"))
                .isEqualTo("submit");
    }

    @Test
    void whatTheApplicationSentIsTextInTheForm() {
        String state = "\"><script>alert(1)</script>";
        Response page =
                new Visitor()
                        .authorize(
                                webRequest(
                                        "response_mode", "form_post",
                                        "prompt", "none",
                                        "state", state));

        assertThat(page.asString()).doesNotContain("<script>alert");
        assertThat(answer(page)).containsEntry("state", state);
    }

    /** A browser posts no form to an app's own scheme: the answer would be lost. */
    @Test
    void noFormIsPostedToAnAppsOwnScheme() {
        Response refused =
                new Visitor()
                        .authorize(
                                request(
                                        "redirect_uri", "com.example.app:/callback",
                                        "response_mode", "form_post"));

        assertThat(location(refused)).startsWith("com.example.app:/callback?");
        assertThat(answer(refused)).containsEntry("error", "invalid_request");
    }

    @Test
    void whoDeniesIsReportedByTheModeThatWasAsked() {
        declared.forgetConsents();
        Visitor bob = new Visitor();
        Response signedIn = bob.signIn(request("response_mode", "form_post"), "bob@example.com");

        Response denied = bob.answer(bob.get(location(signedIn)), "deny");

        assertThat(answer(denied))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "a state")
                .containsEntry("iss", "http://localhost:8080");
    }

    private static Map<String, String> with(
            Map<String, String> request, String name, String value) {
        Map<String, String> changed = new HashMap<>(request);
        changed.put(name, value);
        return changed;
    }
}
