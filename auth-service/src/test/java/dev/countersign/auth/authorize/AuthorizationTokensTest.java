package dev.countersign.auth.authorize;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.tokensRequest;
import static dev.countersign.auth.Visitor.webRequest;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.jose.AccessTokenVerifier;
import dev.countersign.jose.IdTokenHashes;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.jose.TokenRecognizer;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption.Redeemed;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.TokenStanding.Active;
import dev.countersign.store.grant.TokenStanding.Fallen;
import dev.countersign.store.revocation.RevocationRules;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core 1.0 §3.2, §3.3; OAuth 2.0 Multiple Response Type Encoding Practices. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class AuthorizationTokensTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String ALICE = "alice@example.com";

    @Inject Declared declared;
    @Inject TokenRecognizer tokens;
    @Inject AccessTokenVerifier verifier;
    @Inject AuthorizationCodes codes;
    @Inject Grants grants;
    @Inject RevocationRules rules;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
    }

    /** Core §3.3.2.5, §3.3.2.11. */
    @ParameterizedTest
    @ValueSource(strings = {"code id_token", "id_token code"})
    void aCodeComesWithAnIdTokenThatNamesIt(String type) {
        Map<String, String> answer =
                answer(
                        new Visitor()
                                .signIn(
                                        webRequest("response_type", type, "nonce", "a nonce"),
                                        ALICE));

        assertThat(answer).containsOnlyKeys("code", "id_token", "state", "iss");
        JsonObject claims = claims(told(answer, "id_token"));
        assertThat(claims.getString("iss")).isEqualTo("http://localhost:8080");
        assertThat(claims.getString("sub")).isEqualTo(declared.idOf(ALICE));
        assertThat(claims.getString("aud")).isEqualTo("web-app");
        assertThat(claims.getString("nonce")).isEqualTo("a nonce");
        assertThat(claims.getString("acr")).isEqualTo("1");
        assertThat(claims.getJsonArray("amr")).containsExactly("pwd");
        assertThat(claims.getString("sid")).isNotBlank();
        assertThat(claims.getString("c_hash"))
                .isEqualTo(IdTokenHashes.hash(SigningAlgorithm.RS256, told(answer, "code")));
        assertThat(claims.getString("s_hash"))
                .isEqualTo(IdTokenHashes.hash(SigningAlgorithm.RS256, "a state"));
        assertThat(claims.getLong("auth_time"))
                .isBetween(claims.getLong("iat") - 60, claims.getLong("iat"));
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(30 * 60);
        assertThat(claims.fieldNames()).doesNotContain("at_hash", "email", "name");
    }

    /** Core §3.3.3.6: both ID tokens have the same subject, session and nonce. */
    @Test
    void theCodeOfAnIdTokenIsOfTheSameSignIn() {
        Map<String, String> answer =
                answer(new Visitor().signIn(tokensRequest("code id_token"), ALICE));

        Authorization redeemed = redeemed(told(answer, "code"));

        JsonObject claims = claims(told(answer, "id_token"));
        assertThat(redeemed.user()).hasToString(claims.getString("sub"));
        assertThat(redeemed.session().value()).isEqualTo(claims.getString("sid"));
        assertThat(redeemed.nonce()).hasValue("a nonce");
    }

    /** Core §3.2.2.5, §3.3.2.5; RFC 6749 §4.2.2. */
    @ParameterizedTest
    @ValueSource(strings = {"code token", "code id_token token", "id_token token"})
    void anAccessTokenIsOfAGrantThatIsThereAlready(String type) {
        Map<String, String> answer = answer(new Visitor().signIn(tokensRequest(type), ALICE));

        assertThat(answer)
                .containsEntry("token_type", "Bearer")
                .containsEntry("expires_in", "1800")
                .containsEntry("scope", "openid profile email accounts:read");
        VerifiedAccessToken token = verified(told(answer, "access_token"));
        assertThat(token.claims().subject()).isEqualTo(declared.idOf(ALICE));
        assertThat(token.claims().audiences())
                .containsExactlyInAnyOrder("http://localhost:8080/api", "http://localhost:8080");
        assertThat(token.claims().session()).isPresent();
        assertThat(token.claims().expiresAt()).isAfter(Instant.now());
        assertThat(grants.standing(token).await().atMost(SOON)).isInstanceOf(Active.class);
        if (type.contains("id_token")) {
            assertThat(claims(told(answer, "id_token")).getString("at_hash"))
                    .isEqualTo(
                            IdTokenHashes.hash(
                                    SigningAlgorithm.RS256, told(answer, "access_token")));
        }

        GrantId grant = token.claims().grant().orElseThrow();
        rules.revokeGrant(grant, "taken back", "a test").await().atMost(SOON);
        assertThat(grants.standing(token).await().atMost(SOON)).isInstanceOf(Fallen.class);
    }

    /** ADR 12: what takes back the one takes back the other. */
    @Test
    void theCodeBesideAnAccessTokenIsOfTheSameGrant() {
        Map<String, String> request =
                tokensRequest("code id_token token", "scope", "openid offline_access");
        Map<String, String> answer = answer(new Visitor().signIn(request, ALICE));

        VerifiedAccessToken token = verified(told(answer, "access_token"));
        Authorization redeemed = redeemed(told(answer, "code"));
        assertThat(token.claims().grant()).hasValue(redeemed.grant());
        assertThat(token.claims().authorizedAt()).isEqualTo(redeemed.authorizedAt());
        // offline access outlives the session
        assertThat(token.claims().session()).isEmpty();
    }

    /** Core §11. */
    @Test
    void offlineAccessIsIgnoredWhereThereIsNoCode() {
        Map<String, String> request =
                tokensRequest("id_token token", "scope", "openid offline_access");
        Map<String, String> answer = answer(new Visitor().signIn(request, ALICE));

        assertThat(answer).containsEntry("scope", "openid");
        assertThat(verified(told(answer, "access_token")).claims().session()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code token", "code id_token token", "id_token token"})
    void whoIsNotRegisteredForAccessTokensThereGetsNone(String type) {
        var response =
                new Visitor().authorize(webRequest("response_type", type, "nonce", "a nonce"));

        assertThat(location(response)).startsWith("https://web.example/callback?kept=yes#");
        assertThat(answer(response))
                .containsEntry("error", "unauthorized_client")
                .doesNotContainKeys("code", "access_token", "id_token");
    }

    /** Core §5.4: the UserInfo endpoint is closed to whoever has no access token. */
    @Test
    void anIdTokenAloneSaysWhatTheScopesAskFor() {
        Map<String, String> answer =
                answer(
                        new Visitor()
                                .signIn(tokensRequest("id_token", "code_challenge", ""), ALICE));

        assertThat(answer).containsOnlyKeys("id_token", "state", "iss");
        JsonObject claims = claims(told(answer, "id_token"));
        assertThat(claims.getString("email")).isEqualTo(ALICE);
        assertThat(claims.getString("name")).isEqualTo("Alice Adams");
        assertThat(claims.getString("sub")).isEqualTo(declared.idOf(ALICE));
        assertThat(claims.fieldNames()).doesNotContain("at_hash", "c_hash");
    }

    /** FAPI 1.0 Advanced §5.2.2.1: the hash is of a state that was sent. */
    @Test
    void withoutAStateThereIsNoHashOfOne() {
        Map<String, String> answer =
                answer(new Visitor().signIn(tokensRequest("code id_token", "state", ""), ALICE));

        assertThat(answer).doesNotContainKey("state");
        assertThat(claims(told(answer, "id_token")).fieldNames()).doesNotContain("s_hash");
    }

    /** Core §3.1.2.1, §3.2.2.1, §3.3.2.1; Multiple Response Types §3, §5. */
    @ParameterizedTest
    @CsvSource({
        "code id_token,nonce,'',invalid_request",
        "id_token,nonce,'',invalid_request",
        "code id_token,scope,accounts:read,invalid_scope",
        "id_token,scope,accounts:read,invalid_scope",
        "code id_token,response_mode,query,invalid_request",
        "id_token,response_mode,query,invalid_request",
        "code id_token,code_challenge,'',invalid_request",
    })
    void whatAnIdTokenNeedsIsAskedForInTheFragment(
            String type, String parameter, String value, String error) {
        var response = new Visitor().authorize(tokensRequest(type, parameter, value));

        assertThat(location(response)).startsWith("https://tokens.example/callback#");
        assertThat(answer(response))
                .containsEntry("error", error)
                .containsEntry("state", "a state")
                .containsEntry("iss", "http://localhost:8080");
    }

    @Test
    void whoIsNotRegisteredForAnIdTokenAloneGetsNone() {
        var response =
                new Visitor()
                        .authorize(webRequest("response_type", "id_token", "nonce", "a nonce"));

        assertThat(location(response)).startsWith("https://web.example/callback?kept=yes#");
        assertThat(answer(response)).containsEntry("error", "unauthorized_client");
    }

    private Authorization redeemed(String code) {
        return ((Redeemed) codes.redeem(code).await().atMost(SOON)).authorization();
    }

    private VerifiedAccessToken verified(String accessToken) {
        return verifier.verify(accessToken).await().atMost(SOON);
    }

    private JsonObject claims(String idToken) {
        assertThat(tokens.recognize(idToken).await().atMost(SOON))
                .hasValueSatisfying(
                        it ->
                                assertThat(it)
                                        .isInstanceOfSatisfying(
                                                AnIdToken.class,
                                                ours ->
                                                        assertThat(ours.expiresAt())
                                                                .isAfter(Instant.now())));
        String payload = idToken.split("\\.", 3)[1];
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    private static String told(Map<String, String> answer, String name) {
        return requireNonNull(answer.get(name), name);
    }
}
