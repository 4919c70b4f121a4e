package dev.countersign.auth.dialect;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.hidden;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.dialect.DialectClient.CHALLENGE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.Family;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption.Redeemed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 6: {@code GET /login?clientId=}, and the change of a password at sign-in. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class DialectPageTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String PATH =
            "/login?clientId=dialect-app-00000001&code_challenge_method=SHA256&code_challenge="
                    + CHALLENGE;

    @Inject Declared declared;
    @Inject AuthorizationCodes codes;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
    }

    @Test
    void thePersonSignsInAndTheApplicationGetsACode() {
        Visitor person = new Visitor();

        Response page = person.get(PATH);
        page.then().statusCode(200).body(containsString("Dialect App"));
        Response signedIn = person.signIn(page, "end.user@example.com", Visitor.PASSWORD);

        assertThat(location(signedIn)).startsWith("https://spa.example/callback?code=");
        assertThat(answer(signedIn)).containsOnlyKeys("code");
        var redeemed =
                (Redeemed)
                        codes.redeem(requireNonNull(answer(signedIn).get("code")))
                                .await()
                                .atMost(SOON);
        assertThat(redeemed.authorization().family()).isEqualTo(Family.DIALECT);
        assertThat(redeemed.authorization().challenge().orElseThrow().value()).isEqualTo(CHALLENGE);
    }

    @Test
    void stateAndRedirectUriAreHonouredWhenSent() {
        Visitor person = new Visitor();
        Response page =
                person.get(
                        PATH
                                + "&state=a%20state&redirect_uri="
                                + "http%3A%2F%2F127.0.0.1%3A9000%2Fcallback");

        Response signedIn = person.signIn(page, "end.user@example.com", Visitor.PASSWORD);

        assertThat(location(signedIn)).startsWith("http://127.0.0.1:9000/callback?");
        assertThat(answer(signedIn)).containsEntry("state", "a state").containsKey("code");
    }

    /** Never a redirect: nobody has signed in yet. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login?clientId=nobody",
                "/login?clientId=desktop-app",
                "/login?clientId=dialect-app-00000001",
                "/login?clientId=dialect-app-00000001&code_challenge=abc",
                "/login?clientId=dialect-app-00000001&code_challenge=abc&code_challenge_method=plain",
                "/login?clientId=dialect-app-00000001&redirect_uri=https%3A%2F%2Fevil.example%2F",
                "/login?clientId=dialect-app-00000001&clientId=dialect-app-00000001"
            })
    void whatIsWrongIsToldOnAPage(String path) {
        new Visitor()
                .get(path)
                .then()
                .statusCode(400)
                .contentType(containsString("text/html"))
                .body(containsString("error-id"));
    }

    @Test
    void whoIsNoMemberIsSentBackWithoutACodeAndWithoutASession() {
        Visitor alice = new Visitor();

        Response answer = alice.signIn(alice.get(PATH), "alice@example.com", Visitor.PASSWORD);

        assertThat(answer(answer))
                .containsEntry("error", "access_denied")
                .containsKey("error_id")
                .doesNotContainKeys("code", "iss");
        assertThat(alice.cookies()).doesNotContainKey("countersign-session");
    }

    @Test
    void aPasswordOfSomebodyElsesChoiceIsReplacedBeforeTheSignIn() {
        declared.mustChangePassword("invited@example.com", true);
        Visitor ivy = new Visitor().from("203.0.113.90");
        Map<String, String> request = Visitor.webRequest();

        Response page =
                ivy.signIn(ivy.signInPage(request), "invited@example.com", "countersign-demo");
        page.then().statusCode(200).body(containsString("Choose a new password"));
        assertThat(ivy.cookies()).doesNotContainKey("countersign-session");

        for (String wrong : new String[] {"short", "countersign-demo"}) {
            change(ivy, page, wrong, wrong).then().statusCode(400);
        }
        change(ivy, page, "a better password", "another password").then().statusCode(400);
        Response changed = change(ivy, page, "a better password", "a better password");

        assertThat(location(change(ivy, page, "yet another one", "yet another one")))
                .as("a form is good for one change")
                .startsWith("/login?request=");
        Response again = ivy.get(location(changed));
        ivy.signIn(again, "invited@example.com", "countersign-demo").then().statusCode(403);
        assertThat(answer(ivy.signIn(again, "invited@example.com", "a better password")))
                .containsKey("code");
    }

    /** Whoever knows an account's id cannot give it a password. */
    @Test
    void aChangeThatNoRightPasswordCameBeforeIsRefused() {
        declared.mustChangePassword("moved@example.com", true);
        try {
            Visitor stranger = new Visitor().from("203.0.113.91");
            Map<String, String> form = hidden(stranger.signInPage(Visitor.webRequest()));
            form.put("account", declared.idOf("moved@example.com") + " 1");
            form.put("new_password", "a stranger's password");
            form.put("repeated_password", "a stranger's password");

            stranger.post("/login", form).then().statusCode(400);
        } finally {
            declared.mustChangePassword("moved@example.com", false);
        }
    }

    private static Response change(Visitor person, Response page, String wanted, String repeated) {
        Map<String, String> form = hidden(page);
        form.put("account", page.htmlPath().getString("**.find { it.@name == 'account' }.@value"));
        form.put("new_password", wanted);
        form.put("repeated_password", repeated);
        return person.post("/login", form);
    }
}
