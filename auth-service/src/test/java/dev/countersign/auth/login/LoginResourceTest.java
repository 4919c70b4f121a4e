package dev.countersign.auth.login;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.hidden;
import static dev.countersign.auth.Visitor.request;
import static dev.countersign.auth.Visitor.webRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class LoginResourceTest {

    @Inject Declared declared;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
    }

    @Test
    void theFormWorksWithoutScriptAndNamesItsFields() {
        Response page = new Visitor().signInPage(request());

        page.then()
                .statusCode(200)
                .body("**.find { it.@id == 'username' }.@autocomplete", containsString("username"))
                .body(
                        "**.find { it.@id == 'password' }.@autocomplete",
                        containsString("current-password"))
                .body("**.find { it.@id == 'sign-in' }.@type", containsString("submit"))
                .body("**.find { it.@for == 'username' }.text()", matchesPattern(".+"))
                .body("**.find { it.@for == 'password' }.text()", matchesPattern(".+"))
                .body(not(containsString("<script")));
    }

    /** Chromium applies form-action to the redirects that follow a form, too. */
    @Test
    void theFormMayEndAtThisApplicationAndNowhereElse() {
        assertThat(policy(new Visitor().signInPage(request())))
                .contains("form-action 'self' http://127.0.0.1:8001;");
        assertThat(
                        policy(
                                new Visitor()
                                        .signInPage(
                                                request(
                                                        "redirect_uri",
                                                        "com.example.app:/callback"))))
                .contains("form-action 'self' com.example.app:;");
    }

    /** RFC 9700 §4.16. */
    @Test
    void whateverIsWrongTheAnswerIsTheSame() {
        declared.disableUser("disabled@example.com");
        String wrong = failure("alice@example.com", "wrong");
        String unknown = failure("nobody@example.com", Visitor.PASSWORD);
        String disabled = failure("disabled@example.com", Visitor.PASSWORD);
        String empty = failure("", "");

        assertThat(wrong).contains("The user name or the password is wrong.");
        assertThat(unknown).isEqualTo(wrong);
        assertThat(disabled).isEqualTo(wrong);
        assertThat(empty).isEqualTo(wrong);
    }

    /** RFC 9700 §4.7. */
    @Test
    void aFormWithoutItsTokenIsRefused() {
        Visitor alice = new Visitor();
        Map<String, String> form = hidden(alice.signInPage(webRequest()));
        form.put("username", "alice@example.com");
        form.put("password", Visitor.PASSWORD);

        for (String token :
                new String[] {"", "0-AAAAAAAAAAAAAAAAAAAAAA", "rubbish", "-", "999-a"}) {
            form.put("token", token);
            isPageWithErrorId(alice.post("/login", form), 400);
        }
        assertThat(alice.cookies()).doesNotContainKey("countersign-session");
    }

    /** RFC 9700 §4.7: whoever lures a person into a sign-in of the attacker's. */
    @Test
    void aRequestThatAnotherBrowserBeganCannotBeFinished() {
        Visitor attacker = new Visitor();
        Response page = attacker.signInPage(webRequest());
        Visitor victim = new Visitor();
        victim.signInPage(webRequest());

        isPageWithErrorId(victim.signIn(page, "alice@example.com", Visitor.PASSWORD), 400);
        isPageWithErrorId(victim.get("/login?request=" + hidden(page).get("request")), 400);
        isPageWithErrorId(new Visitor().get("/login?request=" + hidden(page).get("request")), 400);
    }

    @Test
    void aTokenOfOneRequestDoesNotFitAnother() {
        Visitor alice = new Visitor();
        Map<String, String> first = hidden(alice.signInPage(webRequest()));
        Map<String, String> second = hidden(alice.signInPage(webRequest()));
        first.put("token", String.valueOf(second.get("token")));
        first.put("username", "alice@example.com");
        first.put("password", Visitor.PASSWORD);

        isPageWithErrorId(alice.post("/login", first), 400);
    }

    @Test
    void aHandleThatNobodyGaveIsRefused() {
        isPageWithErrorId(new Visitor().get("/login"), 400);
        isPageWithErrorId(new Visitor().get("/login?request=rubbish"), 400);
        isPageWithErrorId(new Visitor().get("/login?request=" + "A".repeat(43)), 400);
    }

    @Test
    void guessingIsStoppedForTheGuesserAndNotForThePersonWhoIsKnownHere() {
        Visitor bob = new Visitor().from("198.51.100.7");
        assertThat(answer(bob.signIn(webRequest(), "bob@example.com"))).containsKey("code");

        Visitor guesser = new Visitor().from("198.51.100.7");
        Response page = guesser.signInPage(webRequest());
        for (int i = 0; i < 10; i++) {
            guesser.signIn(page, "bob@example.com", "guess " + i).then().statusCode(403);
        }
        Response stopped = guesser.signIn(page, "bob@example.com", Visitor.PASSWORD);
        isPageWithErrorId(stopped, 429);
        assertThat(stopped.header("Retry-After")).isEqualTo("60");

        // Bob's own browser, others at that address, and Bob elsewhere are not stopped.
        assertThat(answer(bob.signIn(webRequest("prompt", "login"), "bob@example.com")))
                .containsKey("code");
        assertThat(
                        answer(
                                new Visitor()
                                        .from("198.51.100.7")
                                        .signIn(webRequest(), "alice@example.com")))
                .containsKey("code");
        assertThat(
                        answer(
                                new Visitor()
                                        .from("203.0.113.9")
                                        .signIn(webRequest(), "bob@example.com")))
                .containsKey("code");
    }

    @Test
    void guessesSideBySideGetNoMoreAnswersThanGuessesInARow() {
        Visitor guesser = new Visitor().from("198.51.100.45");
        Response page = guesser.signInPage(webRequest());

        List<Future<Integer>> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            for (int i = 0; i < 40; i++) {
                String guess = "guess " + i;
                statuses.add(
                        threads.submit(
                                () -> guesser.signIn(page, "nobody@here", guess).statusCode()));
            }
        }

        assertThat(statuses)
                .map(Future::resultNow)
                .containsOnly(403, 429)
                .filteredOn(status -> status == 403)
                .hasSize(10);
    }

    /** PostgreSQL knows no text with this character. */
    @Test
    void aUserNameWithAnImpossibleCharacterIsOnlyWrong() {
        Visitor visitor = new Visitor();
        visitor.signIn(visitor.signInPage(webRequest()), "alice\0@example.com", "x")
                .then()
                .statusCode(403);
    }

    @Test
    void correctSignInsOfOneBusyAddressAreNeverStopped() {
        for (int i = 0; i < 30; i++) {
            Visitor colleague = new Visitor().from("192.0.2.44");
            assertThat(answer(colleague.signIn(webRequest(), "dave@example.com")))
                    .containsKey("code");
        }
    }

    @Test
    void anInventedDeviceIsNotAKnownOne() {
        Visitor guesser = new Visitor().from("198.51.100.8");
        guesser.cookies().put("countersign-devices", "device.0-AAAAAAAAAAAAAAAAAAAAAA");
        Response page = guesser.signInPage(webRequest());
        for (int i = 0; i < 10; i++) {
            guesser.signIn(page, "dave@example.com", "guess").then().statusCode(403);
        }

        isPageWithErrorId(guesser.signIn(page, "dave@example.com", "guess"), 429);
    }

    /** The text of the page, less what is random. */
    private static String failure(String username, String password) {
        Visitor visitor = new Visitor().from("198.51.100.99");
        Response response = visitor.signIn(visitor.signInPage(webRequest()), username, password);
        response.then()
                .statusCode(403)
                .body("**.find { it.@role == 'alert' }.@id", containsString("problem"));
        assertThat(visitor.cookies()).doesNotContainKey("countersign-session");
        return response.asString()
                .replaceAll("value=\"[^\"]*\"", "value")
                .replaceAll("(Reference: )[A-Za-z0-9_-]{16}", "$1")
                .replaceAll(" autofocus", "");
    }

    private static String policy(Response page) {
        return page.then().statusCode(200).extract().header("Content-Security-Policy");
    }

    private static void isPageWithErrorId(Response response, int status) {
        response.then()
                .statusCode(status)
                .contentType(containsString("text/html"))
                .body("**.find { it.@id == 'error-id' }", matchesPattern("[A-Za-z0-9_-]{16}"));
    }
}
