package dev.countersign.token.grant;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.countersign.clients.Application;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.CodeChallenge;
import dev.countersign.protocol.pkce.CodeVerifier;
import dev.countersign.protocol.pkce.DialectChallenge;
import dev.countersign.protocol.pkce.DialectChallenge.Method;
import dev.countersign.protocol.pkce.DialectVerifier;
import dev.countersign.protocol.pkce.Verifier;
import dev.countersign.protocol.request.TokenRequest.AuthorizationCodeRequest;
import dev.countersign.store.code.Authorization;
import dev.countersign.token.fixture.Authorizations;
import dev.countersign.token.fixture.Registered;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CodeBindingTest {

    private static final Optional<String> URI = Optional.of(Authorizations.REDIRECT_URI);
    private static final Optional<Verifier> VERIFIER = Optional.of(Authorizations.VERIFIER);
    private static final Authorization AUTHORIZATION = authorization(URI);

    private final Application desktopApp = Registered.desktopApp();

    @Test
    void aCodeIsGoodForTheRequestItWasIssuedFor() {
        assertThatCode(() -> CodeBinding.check(desktopApp, request(URI, VERIFIER), AUTHORIZATION))
                .doesNotThrowAnyException();
    }

    /** RFC 6749 §4.1.3. */
    @Test
    void aCodeStolenByAnotherClientIsUseless() {
        refuses(
                Registered.webApp(true),
                request(URI, VERIFIER),
                AUTHORIZATION,
                Refusal.CODE_OF_ANOTHER_CLIENT);
    }

    /** RFC 6749 §4.1.3: required if it was in the authorization request, and identical. */
    @Test
    void theRedirectUriIsRepeatedExactly() {
        refuses(
                desktopApp,
                request(Optional.empty(), VERIFIER),
                AUTHORIZATION,
                Refusal.CODE_REDIRECT_URI);
        refuses(
                desktopApp,
                request(Optional.of("http://127.0.0.1:8002/callback"), VERIFIER),
                AUTHORIZATION,
                Refusal.CODE_REDIRECT_URI);
    }

    @Test
    void aRedirectUriThatWasNotSentMayBeLeftOutOrNamedButNotInvented() {
        Authorization unsent = authorization(Optional.empty());

        CodeBinding.check(desktopApp, request(Optional.empty(), VERIFIER), unsent);
        CodeBinding.check(desktopApp, request(URI, VERIFIER), unsent);
        refuses(
                desktopApp,
                request(Optional.of("http://127.0.0.1:8002/callback"), VERIFIER),
                unsent,
                Refusal.CODE_REDIRECT_URI);
    }

    /** RFC 7636 §4.6. */
    @Test
    void aCodeStolenWithoutItsVerifierIsUseless() {
        refuses(
                desktopApp,
                request(URI, Optional.empty()),
                AUTHORIZATION,
                Refusal.CODE_VERIFIER_MISSING);
        refuses(
                desktopApp,
                request(URI, Optional.of(new CodeVerifier("a".repeat(43)))),
                AUTHORIZATION,
                Refusal.CODE_VERIFIER_WRONG);
    }

    /** RFC 9700 §4.8.2: the downgrade in which the attacker takes the challenge away. */
    @Test
    void aVerifierWithoutAChallengeIsRefused() {
        refuses(
                Registered.webApp(false),
                request(URI, VERIFIER),
                webApp(),
                Refusal.CODE_VERIFIER_WITHOUT_CHALLENGE);
    }

    @Test
    void aConfidentialApplicationMayGoWithoutAChallengeOnlyIfItIsRegisteredSo() {
        CodeBinding.check(Registered.webApp(false), request(URI, Optional.empty()), webApp());

        refuses(
                Registered.webApp(true),
                request(URI, Optional.empty()),
                webApp(),
                Refusal.CODE_FALLEN);
    }

    private static Authorization webApp() {
        return Authorizations.with("web-app", "openid", Registered.NOW, URI, Optional.empty());
    }

    private static Authorization authorization(Optional<String> requestedUri) {
        return Authorizations.with(
                "desktop-app",
                "openid",
                Registered.NOW,
                requestedUri,
                Optional.of(CodeChallenge.of(Authorizations.VERIFIER)));
    }

    private static AuthorizationCodeRequest request(
            Optional<String> redirectUri, Optional<Verifier> verifier) {
        return new AuthorizationCodeRequest(Family.OAUTH, "any", redirectUri, verifier);
    }

    private static void refuses(
            Application application,
            AuthorizationCodeRequest request,
            Authorization authorization,
            Refusal refusal) {
        assertThatThrownBy(() -> CodeBinding.check(application, request, authorization))
                .asInstanceOf(type(OAuthException.class))
                .extracting(OAuthException::refusal)
                .isEqualTo(refusal);
    }

    /** Contract, section 6. */
    @Test
    void aCodeOfTheOtherFamilyIsOfNoUseThoughAllElseFits() {
        DialectVerifier verifier = new DialectVerifier(Authorizations.VERIFIER.value());
        Authorization dialect =
                Authorizations.ofDialect(
                        "desktop-app", Registered.NOW, DialectChallenge.of(Method.S256, verifier));
        refuses(
                desktopApp,
                new AuthorizationCodeRequest(Family.OAUTH, "any", Optional.empty(), VERIFIER),
                dialect,
                Refusal.CODE_OF_THE_OTHER_FAMILY);
        CodeBinding.check(
                Registered.desktopApp(),
                new AuthorizationCodeRequest(
                        Family.DIALECT, "any", Optional.empty(), Optional.of(verifier)),
                dialect);
    }
}
