package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.countersign.desktop.browser.HeadlessBrowser;
import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Listener;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Contract.md section 2, in its order, by Nimbus; the numbers are those of its steps. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DesktopAppFlowIT {

    private static final ClientID CLIENT = new ClientID("desktop-app");
    private static final URI REDIRECT_URI = URI.create("http://127.0.0.1:8002/callback");
    private static final Scope SCOPE =
            Scope.parse("openid profile email offline_access accounts:read");

    private final RunningStack stack;
    private final Origin origin;
    private final HeadlessBrowser browser;
    private final CodeVerifier verifier = new CodeVerifier();
    private final State state = new State();
    private final Nonce nonce = new Nonce();

    @SuppressWarnings("NullAway.Init") // each step leaves its result to the next one
    private OIDCProviderMetadata metadata;

    @SuppressWarnings("NullAway.Init")
    private AuthenticationSuccessResponse callback;

    @SuppressWarnings("NullAway.Init")
    private OIDCTokenResponse tokens;

    @SuppressWarnings("NullAway.Init")
    private AccessTokenResponse refreshed;

    DesktopAppFlowIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
        this.browser =
                new HeadlessBrowser(
                        Person.whoAllows("alice@example.com", Visitor.PASSWORD), Listener.none());
    }

    @Test
    @Order(2)
    void withoutATokenTheApiAsksToSignIn() throws Exception {
        Answer answer = origin.get("/api/me");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @Test
    @Order(3)
    void theDiscoveryDocumentNamesTheEndpoints() throws Exception {
        String address = "/.well-known/openid-configuration";

        metadata = OIDCProviderMetadata.parse(origin.get(address).body());

        assertThat(metadata.getIssuer()).isEqualTo(new Issuer(stack.issuer()));
        assertThat(metadata.getAuthorizationEndpointURI()).isEqualTo(stack.at("/oauth2/authorize"));
        assertThat(metadata.getTokenEndpointURI()).isEqualTo(stack.at("/oauth2/token"));
        assertThat(metadata.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
        assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
    }

    @Test
    @Order(4)
    void theBrowserComesBackToTheLoopbackWithACode() throws Exception {
        URI request =
                new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, CLIENT, REDIRECT_URI)
                        .endpointURI(metadata.getAuthorizationEndpointURI())
                        .state(state)
                        .nonce(nonce)
                        .codeChallenge(verifier, CodeChallengeMethod.S256)
                        .build()
                        .toURI();

        URI back =
                browser.visit(request, it -> it.toString().startsWith(REDIRECT_URI + "?"))
                        .address();

        var response = AuthenticationResponseParser.parse(back);
        assertThat(response.indicatesSuccess()).as(back.toString()).isTrue();
        assertThat(response.getState()).isEqualTo(state);
        assertThat(response.getIssuer()).isEqualTo(metadata.getIssuer());
        callback = response.toSuccessResponse();
    }

    @Test
    @Order(8)
    void theCodeIsSwappedForTokens() throws Exception {
        tokens = (OIDCTokenResponse) ask(swap());

        assertThat(tokens.getTokens().getAccessToken().getScope()).isEqualTo(SCOPE);
        assertThat(tokens.getTokens().getAccessToken().getLifetime()).isEqualTo(1800);
        assertThat(tokens.getTokens().getRefreshToken()).isNotNull();
    }

    @Test
    @Order(9)
    void theIdTokenIsValid() throws Exception {
        var keys = JWKSet.parse(origin.get("/oauth2/jwks").body());
        var validator =
                new IDTokenValidator(metadata.getIssuer(), CLIENT, JWSAlgorithm.RS256, keys);
        var idToken = tokens.getOIDCTokens().getIDToken();

        assertThatCode(() -> validator.validate(idToken, nonce)).doesNotThrowAnyException();
        assertThat(idToken.getJWTClaimsSet().getClaim("sid")).isNotNull();
    }

    @Test
    @Order(12)
    void theAccessTokenNamesThePersonByAnIdOnly() throws Exception {
        var token = SignedJWT.parse(accessToken());

        assertThat(token.getHeader().getType()).hasToString("at+jwt");
        assertThat(token.getHeader().getKeyID()).isNotBlank();
        Set<String> claims = token.getJWTClaimsSet().getClaims().keySet();
        assertThat(claims)
                .containsExactlyInAnyOrder(
                        "iss",
                        "sub",
                        "aud",
                        "client_id",
                        "scope",
                        "jti",
                        "iat",
                        "exp",
                        "auth_time",
                        "acr",
                        "grant_id",
                        "authorized_at");
        assertThat(token.getJWTClaimsSet().getAudience())
                .containsExactlyInAnyOrder(stack.issuer(), stack.issuer() + "/api");
    }

    @Test
    @Order(15)
    void theApiKnowsThePersonAndTheirData() throws Exception {
        assertThat(origin.get("/api/me", accessToken()).text("email"))
                .isEqualTo("alice@example.com");
        assertThat(origin.get("/api/accounts", accessToken()).status()).isEqualTo(200);
    }

    @Test
    @Order(17)
    void aDamagedTokenIsRefusedAndARefreshedOneAccepted() throws Exception {
        String damaged = accessToken().substring(0, accessToken().length() - 20) + "A".repeat(20);
        Refused.challenging(origin.get("/api/accounts", damaged), 401, "invalid_token");

        refreshed = ask(new RefreshTokenGrant(tokens.getTokens().getRefreshToken()));

        String fresh = refreshed.getTokens().getAccessToken().getValue();
        assertThat(origin.get("/api/accounts", fresh).status()).isEqualTo(200);
        assertThat(refreshed.getTokens().getRefreshToken())
                .isNotEqualTo(tokens.getTokens().getRefreshToken());
        assertThat(SignedJWT.parse(fresh).getJWTClaimsSet().getClaim("authorized_at"))
                .isEqualTo(
                        SignedJWT.parse(accessToken()).getJWTClaimsSet().getClaim("authorized_at"));
    }

    @Test
    @Order(18)
    void theScopesOfOneAccessTokenMayBeNarrowed() throws Exception {
        var narrow = ask(new RefreshTokenGrant(refreshToken()), Scope.parse("openid profile"));
        String token = narrow.getTokens().getAccessToken().getValue();
        Refused.challenging(origin.get("/api/accounts", token), 403, "insufficient_scope");

        refreshed = ask(new RefreshTokenGrant(narrow.getTokens().getRefreshToken()));

        assertThat(refreshed.getTokens().getAccessToken().getScope()).isEqualTo(SCOPE);
    }

    @Test
    @Order(19)
    void aRevokedRefreshTokenIsAnInvalidGrant() throws Exception {
        Form revocation =
                Form.of("token", refreshToken().getValue(), "client_id", CLIENT.getValue());
        assertThat(origin.post("/oauth2/revoke", revocation).status()).isEqualTo(200);

        Form refresh = revocation.without("token").and("grant_type", "refresh_token");
        Refused.with(
                origin.post(
                        "/oauth2/token", refresh.and("refresh_token", refreshToken().getValue())),
                400,
                "invalid_grant");
    }

    @Test
    @Order(22)
    void aFailureIsExplainedAndFoundInTheLog() throws Exception {
        Form swapAgain =
                Form.of(
                        "grant_type", "authorization_code",
                        "client_id", CLIENT.getValue(),
                        "redirect_uri", REDIRECT_URI.toString(),
                        "code", callback.getAuthorizationCode().getValue(),
                        "code_verifier", verifier.getValue());

        Answer answer = origin.post("/oauth2/token", swapAgain);

        Refused.with(answer, 400, "invalid_grant");
        assertThat(stack.awaitedLogLines(answer.text("error_id")))
                .singleElement()
                .asString()
                .contains("CODE_REPLAYED");
    }

    private AuthorizationGrant swap() {
        return new AuthorizationCodeGrant(callback.getAuthorizationCode(), REDIRECT_URI, verifier);
    }

    private AccessTokenResponse ask(AuthorizationGrant grant, Scope... scope) throws Exception {
        var request = new TokenRequest.Builder(metadata.getTokenEndpointURI(), CLIENT, grant);
        for (Scope narrow : scope) {
            request.scope(narrow);
        }
        var response =
                OIDCTokenResponseParser.parse(request.build().toHTTPRequest().send(origin.wire()));
        assertThat(response.indicatesSuccess()).isTrue();
        return response.toSuccessResponse();
    }

    private String accessToken() {
        return tokens.getTokens().getAccessToken().getValue();
    }

    private RefreshToken refreshToken() {
        return refreshed.getTokens().getRefreshToken();
    }
}
