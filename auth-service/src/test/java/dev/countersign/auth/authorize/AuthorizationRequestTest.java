package dev.countersign.auth.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.auth.Visitor;
import dev.countersign.auth.authorize.TrustedClient.Trusted;
import dev.countersign.auth.browser.Browser;
import dev.countersign.clients.Application;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.session.SessionCookies;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationRequestTest {

    private static final Issuer ISSUER = new Issuer("http://localhost:8080");

    private static final Browser BROWSER =
            new Browser(
                    "b".repeat(43),
                    false,
                    SessionCookies.NONE,
                    Optional.empty(),
                    "",
                    Optional.empty());

    /** RFC 6749 §4.1.2.1; OpenID Connect Core 1.0 §3.1.2.6. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "response_type         | ''                         | PARAMETER_MISSING",
                "response_type         | token                      | RESPONSE_TYPE_UNSUPPORTED",
                "response_mode         | web_message                | RESPONSE_MODE_UNSUPPORTED",
                "scope                 | ''                         | SCOPE_EMPTY",
                "scope                 | openid accounts:write      | SCOPE_UNKNOWN",
                "scope                 | openid \"                  | SCOPE_MALFORMED",
                "code_challenge        | ''                         | CODE_CHALLENGE_MISSING",
                "code_challenge        | short                      | CODE_CHALLENGE_MALFORMED",
                "code_challenge_method | plain                      | CODE_CHALLENGE_METHOD",
                "code_challenge_method | ''                         | CODE_CHALLENGE_METHOD",
                "code_challenge_method | s256                       | CODE_CHALLENGE_METHOD",
                "request               | eyJ                        | REQUEST_OBJECT",
                "request_uri           | https://web.example/r      | REQUEST_OBJECT_URI",
                "claims                | {                          | CLAIMS_MALFORMED",
                "claims                | {'id_token':{'sub':{}}}    | CLAIMS_MALFORMED",
                "prompt                | none login                 | PROMPT_UNSUPPORTED",
                "prompt                | create                     | PROMPT_UNSUPPORTED",
                "max_age               | -1                         | PARAMETER_MALFORMED",
                "max_age               | soon                       | PARAMETER_MALFORMED",
            })
    void whatIsWrongIsRefusedByItsOwnName(String parameter, String value, Refusal refusal) {
        assertRefused(SampleApplications.DESKTOP, parameters(parameter, value), refusal);
    }

    /** Contract section 3: a token for administration is for nobody else. */
    @Test
    void administrationGoesWithIdentityButNotWithAnotherApi() {
        Application admin = SampleApplications.ADMIN;
        assertThat(check(admin, parameters("scope", "openid tokens:read")).scopes().toString())
                .isEqualTo("openid tokens:read");
        assertRefused(admin, parameters("scope", "tokens:read accounts:read"), Refusal.SCOPE_MIXED);
        assertRefused(
                admin,
                parameters("scope", "openid accounts:read tokens:read"),
                Refusal.SCOPE_MIXED);
    }

    /** RFC 6749 §3.1. */
    @Test
    void aRepeatedParameterIsRefusedWhicheverItIs() {
        Map<String, List<String>> repeated = new HashMap<>(parameters("unknown", "once").values());
        repeated.put("unknown", List.of("once", "twice"));

        assertRefused(
                SampleApplications.DESKTOP, new Parameters(repeated), Refusal.PARAMETER_REPEATED);
    }

    /** RFC 9700 §2.1.1. */
    @Test
    void onlyAnExcusedConfidentialApplicationGoesWithoutPkce() {
        Parameters without = parameters("code_challenge", "", "code_challenge_method", "");

        assertRefused(SampleApplications.WEB, without, Refusal.CODE_CHALLENGE_MISSING);
        assertRefused(SampleApplications.DESKTOP, without, Refusal.CODE_CHALLENGE_MISSING);
        assertThat(check(SampleApplications.WITHOUT_PKCE, without).challenge()).isEmpty();
    }

    @Test
    void aChallengeThatIsSentIsKeptWhoeverSendsIt() {
        assertThat(check(SampleApplications.WITHOUT_PKCE, parameters()).challenge()).isPresent();
        assertRefused(
                SampleApplications.WITHOUT_PKCE,
                parameters("code_challenge_method", "plain"),
                Refusal.CODE_CHALLENGE_METHOD);
    }

    @Test
    void anApplicationThatIsNotRegisteredForCodesGetsNone() {
        assertRefused(
                SampleApplications.withGrantTypes(
                        SampleApplications.WEB, GrantType.CLIENT_CREDENTIALS),
                parameters(),
                Refusal.GRANT_TYPE_NOT_REGISTERED);
    }

    @Test
    void whatIsRightIsKept() {
        PendingRequest request =
                check(
                        SampleApplications.DESKTOP,
                        parameters(
                                "prompt", "select_account", "max_age", "60", "nonce", "a nonce"));

        assertThat(request.prompt()).containsExactly("select_account");
        assertThat(request.maxAge()).hasValue(Duration.ofSeconds(60));
        assertThat(request.nonce()).hasValue("a nonce");
        assertThat(request.state()).hasValue("a state");
        assertThat(BROWSER.began(request.browser())).isTrue();
    }

    private static void assertRefused(
            Application application, Parameters parameters, Refusal refusal) {
        assertThatThrownBy(() -> check(application, parameters))
                .isInstanceOf(OAuthException.class)
                .hasMessage(refusal.name());
    }

    private static PendingRequest check(Application application, Parameters parameters) {
        Trusted trusted = new Trusted(application, application.firstRedirectUri().orElseThrow());
        return AuthorizationRequest.check(trusted, parameters, BROWSER, ISSUER);
    }

    private static Parameters parameters(String... changes) {
        Map<String, String> request = Visitor.request("scope", "openid accounts:read");
        for (int i = 0; i < changes.length; i += 2) {
            request.put(changes[i], changes[i + 1]);
        }
        Map<String, List<String>> values = new HashMap<>();
        request.forEach((name, value) -> values.put(name, List.of(value)));
        return new Parameters(values);
    }
}
