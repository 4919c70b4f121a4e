package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Callback;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6749 §4.1.2.1: what is shown to the person, and what goes back to the application. */
@SystemTest
class AuthorizationRequestRefusalsIT {

    private final RunningStack stack;
    private final Origin origin;

    AuthorizationRequestRefusalsIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
    }

    private static Arguments of(App app, String how, UnaryOperator<AuthorizationRequest> change) {
        return Arguments.of(how, change.apply(AuthorizationRequest.of(app)));
    }

    private static Arguments redirectUri(App app, String uri) {
        return of(app, uri, it -> it.with("redirect_uri", uri));
    }

    static Stream<Arguments> notToBeTrusted() {
        return Stream.of(
                of(App.DESKTOP, "unknown client", it -> it.with("client_id", "nobody")),
                of(App.DESKTOP, "no client", it -> it.without("client_id")),
                of(App.DESKTOP, "two clients", it -> it.and("client_id", "other-app")),
                of(App.DESKTOP, "no redirect URI", it -> it.without("redirect_uri")),
                of(
                        App.DESKTOP,
                        "two redirect URIs",
                        it -> it.and("redirect_uri", "http://127.0.0.1:2/callback")),
                redirectUri(App.DESKTOP, "http://127.0.0.1:1/elsewhere"),
                redirectUri(App.DESKTOP, "http://127.0.0.1:1/callback?more=1"),
                redirectUri(App.DESKTOP, "http://127.0.0.1:1/callback#fragment"),
                redirectUri(App.DESKTOP, "http://127.0.0.1:1@attacker.example/callback"),
                redirectUri(App.DESKTOP, "http://127.0.0.1.attacker.example:1/callback"),
                redirectUri(App.DESKTOP, "http://localhost:1/callback"),
                redirectUri(App.DESKTOP, "https://127.0.0.1:1/callback"),
                redirectUri(App.DESKTOP, "javascript:alert(1)"),
                redirectUri(App.WEB, "http://127.0.0.1:7778/callback"),
                redirectUri(App.WEB, "http://127.0.0.1:7777/callback/"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notToBeTrusted")
    void whereTheRedirectIsNotToBeTrustedThePersonSeesAPage(
            String how, AuthorizationRequest request) throws IOException {
        Answer answer = origin.get(request.path());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.isHtml()).isTrue();
        assertThat(Jsoup.parse(answer.body()).text())
                .doesNotContain("Exception", "dev.countersign")
                .isNotBlank();
    }

    private static Arguments spoilt(
            String error, String how, UnaryOperator<AuthorizationRequest> change) {
        return Arguments.of(how, error, change.apply(AuthorizationRequest.of(App.DESKTOP)));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                spoilt(
                        "invalid_request",
                        "no PKCE",
                        it -> it.without("code_challenge").without("code_challenge_method")),
                spoilt("invalid_request", "plain", it -> it.with("code_challenge_method", "plain")),
                spoilt(
                        "invalid_request",
                        "no method, which means plain",
                        it -> it.without("code_challenge_method")),
                spoilt(
                        "invalid_request",
                        "a challenge of another length",
                        it -> it.with("code_challenge", "short")),
                spoilt(
                        "invalid_scope",
                        "unregistered scope",
                        it -> it.with("scope", "openid root")),
                spoilt("invalid_request", "two scopes", it -> it.and("scope", "openid")),
                spoilt("invalid_request", "no response type", it -> it.without("response_type")),
                spoilt(
                        "unsupported_response_type",
                        "a response type that nobody has",
                        it -> it.with("response_type", "none")),
                spoilt("request_not_supported", "request object", it -> it.and("request", "e30.")),
                spoilt(
                        "login_required",
                        "no person, and none may be asked",
                        it -> it.and("prompt", "none")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theApplicationsOwnMistakeGoesBackToIt(
            String how, String error, AuthorizationRequest request) throws IOException {
        Answer answer = origin.get(request.path());

        assertThat(answer.redirects()).as(answer.status() + " " + answer.body()).isTrue();
        Callback callback =
                Callback.of(origin.at("/").resolve(answer.header("Location").orElseThrow()));
        assertThat(callback.address().toString()).startsWith(App.DESKTOP.redirectUri() + "?");
        assertThat(callback.parameters())
                .containsEntry("error", error)
                .containsEntry("state", "state-of-the-app")
                .containsEntry("iss", stack.issuer())
                .containsKeys("error_description", "error_id")
                .doesNotContainKey("code");
    }

    @Test
    void thePersonWhoDeniesIsSentBackWithoutACode() throws IOException {
        var person = new Person("erin@example.com", Visitor.PASSWORD, Person.Choice.DENY);

        Landing.Page landing =
                new Visitor(origin, person).visit(AuthorizationRequest.of(App.DESKTOP));

        assertThat(Callback.of(landing.address()).parameters())
                .containsEntry("error", "access_denied")
                .containsEntry("iss", stack.issuer())
                .doesNotContainKey("code");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserLookTheSame() throws IOException {
        Landing.Page wrong = attempt("erin@example.com");
        Landing.Page unknown = attempt("nobody@example.com");

        assertThat(wrong.title()).isEqualTo(unknown.title());
        assertThat(wrong.status()).isEqualTo(unknown.status());
        assertThat(wrong.address().toString()).startsWith(stack.issuer());
    }

    private Landing.Page attempt(String username) throws IOException {
        var person = Person.whoAllows(username, "not the password");
        return new Visitor(origin, person).visit(AuthorizationRequest.of(App.DESKTOP));
    }
}
