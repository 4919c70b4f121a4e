package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the token endpoint says to requests that are wrong in one way each. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenRequestRefusalsIT {

    private static final String TOKEN = "/oauth2/token";

    private final Origin origin;
    private final Visitor alice;

    TokenRequestRefusalsIT(RunningStack stack) {
        this.origin = Origin.of(stack);
        this.alice = Visitor.alice(origin);
    }

    private static Arguments spoilt(
            String how, UnaryOperator<Form> change, int status, String error) {
        return Arguments.of(how, change, status, error);
    }

    static Stream<Arguments> codeRequests() {
        return Stream.of(
                spoilt("repeated code", it -> it.and("code", "x"), 400, "invalid_request"),
                spoilt(
                        "repeated grant type",
                        it -> it.and("grant_type", "authorization_code"),
                        400,
                        "invalid_request"),
                spoilt("no grant type", it -> it.without("grant_type"), 400, "invalid_request"),
                spoilt("no code", it -> it.without("code"), 400, "invalid_request"),
                spoilt(
                        "the password grant",
                        it -> it.with("grant_type", "password"),
                        400,
                        "unsupported_grant_type"),
                spoilt("an invented code", it -> it.with("code", "invented"), 400, "invalid_grant"),
                spoilt(
                        "an oversized code",
                        it -> it.with("code", "x".repeat(5_000)),
                        400,
                        "invalid_grant"),
                spoilt(
                        "another redirect URI",
                        it -> it.with("redirect_uri", "http://127.0.0.1:2/callback"),
                        400,
                        "invalid_grant"),
                spoilt(
                        "another verifier",
                        it -> it.with("code_verifier", "v".repeat(43)),
                        400,
                        "invalid_grant"),
                spoilt("no verifier", it -> it.without("code_verifier"), 400, "invalid_grant"),
                spoilt(
                        "a secret of a public client",
                        it -> it.and("client_secret", "guessed"),
                        401,
                        "invalid_client"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codeRequests")
    void aSpoiltCodeRequestIsRefused(
            String how, UnaryOperator<Form> change, int status, String error) throws IOException {
        Form request = change.apply(alice.authorize(App.DESKTOP).tokenRequest());

        Answer answer = origin.post(TOKEN, App.DESKTOP, request);

        Refused.with(answer, status, error);
        assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
    }

    /** RFC 6749 §3.2. */
    @Test
    void anUnknownParameterIsIgnored() throws IOException {
        Form request = alice.authorize(App.DESKTOP).tokenRequest().and("unheard_of", "x");

        Issued.by(origin.post(TOKEN, App.DESKTOP, request));
    }

    @Test
    void aCodeOfAnotherClientIsWorthNothing() throws IOException {
        Form request = alice.authorize(App.DESKTOP).tokenRequest();

        Refused.with(origin.post(TOKEN, App.OTHER, request), 400, "invalid_grant");
        Refused.with(origin.post(TOKEN, App.WEB, request), 400, "invalid_grant");
    }

    /** RFC 6749 §4.1.2. */
    @Test
    void aSecondUseOfACodeTakesBackWhatTheFirstObtained() throws Exception {
        Authorized authorized = alice.authorize(App.DESKTOP);
        Issued tokens = Issued.by(authorized.redeem(origin));

        Refused.with(authorized.redeem(origin), 400, "invalid_grant");

        Refused.with(tokens.refresh(origin, App.DESKTOP), 400, "invalid_grant");
        Answer api =
                Eventually.within(
                        Duration.ofSeconds(1),
                        () -> origin.get("/api/me", tokens.accessToken()),
                        it -> it.status() != 200);
        Refused.challenging(api, 401, "invalid_token");
    }

    @Test
    void whoIsNotTheClientIsRefusedTheSameWayWhateverIsWrong() throws IOException {
        Form request = Form.of("grant_type", "client_credentials");
        var guessed = new App("service-app", "guessed", "");
        var unknown = new App("no-such-app", "guessed", "");
        var withoutSecret = new App("service-app", "", "");

        Answer wrong = Refused.with(origin.post(TOKEN, guessed, request), 401, "invalid_client");
        Answer nobody = Refused.with(origin.post(TOKEN, unknown, request), 401, "invalid_client");
        Refused.with(origin.post(TOKEN, withoutSecret, request), 401, "invalid_client");

        assertThat(wrong.header("WWW-Authenticate").orElse("")).startsWith("Basic");
        assertThat(nobody.text("error_description")).isEqualTo(wrong.text("error_description"));
    }

    @Test
    void oneWayToAuthenticateNotTwo() throws IOException {
        Form request =
                Form.of(
                        "grant_type", "client_credentials",
                        "client_id", "service-app",
                        "client_secret", "service-app-secret");

        Refused.with(origin.post(TOKEN, App.SERVICE, request), 400, "invalid_request");
    }

    @Test
    void aGrantTypeHasToBeRegistered() throws IOException {
        Form own = Form.of("grant_type", "client_credentials");
        Form code = Form.of("grant_type", "authorization_code", "code", "x");

        Refused.with(origin.post(TOKEN, App.DESKTOP, own), 400, "unauthorized_client");
        Refused.with(origin.post(TOKEN, App.SERVICE, code), 400, "unauthorized_client");
    }

    @Test
    void aScopeHasToBeRegistered() throws IOException {
        Form beyond = Form.of("grant_type", "client_credentials", "scope", "accounts:read admin");

        Refused.with(origin.post(TOKEN, App.SERVICE, beyond), 400, "invalid_scope");
    }

    @Test
    void aFormIsAFormAndNothingElse() throws IOException {
        String json = "{\"grant_type\":\"client_credentials\"}";

        Refused.explained(origin.send("POST", TOKEN, "application/json", json));
        assertThat(origin.send("POST", TOKEN, "application/json", json).status()).isEqualTo(415);
        assertThat(origin.send("POST", TOKEN, "text/plain", "x").status()).isEqualTo(415);
    }

    @Test
    void otherMethodsAreNotAllowed() throws IOException {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            Answer answer = origin.send(method, TOKEN, "application/x-www-form-urlencoded", "");
            assertThat(answer.status()).as(method).isEqualTo(405);
            Refused.explained(answer);
        }
    }

    @Test
    void anOversizedBodyIsNotRead() throws IOException {
        for (int size : new int[] {300_000, 3_000_000}) {
            Form request = Form.of("grant_type", "x".repeat(size));
            Answer answer = origin.post(TOKEN, App.SERVICE, request);
            assertThat(answer.status()).as(size + " bytes").isEqualTo(413);
            Refused.explained(answer);
        }
    }
}
