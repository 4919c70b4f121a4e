package dev.countersign.auth.authorize;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.tokensRequest;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.code.AuthorizationCodes;
import dev.countersign.store.code.Redemption.Redeemed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core 1.0 §8.1: who a person is depends on who asks. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class PairwiseSubjectTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";

    @Inject Declared declared;
    @Inject AuthorizationCodes codes;

    private final Visitor alice = new Visitor();

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
    }

    private static Map<String, String> request(String type, String... changes) {
        Map<String, String> request =
                new HashMap<>(
                        Map.of(
                                "client_id", "pairwise-app",
                                "redirect_uri", "https://pairwise.example/callback",
                                "scope", "openid accounts:read"));
        for (int i = 0; i < changes.length; i += 2) {
            request.put(changes[i], changes[i + 1]);
        }
        return tokensRequest(
                type,
                request.entrySet().stream()
                        .flatMap(it -> List.of(it.getKey(), it.getValue()).stream())
                        .toArray(String[]::new));
    }

    private static Map<String, String> sistersRequest(String... changes) {
        Map<String, String> request =
                request(
                        "id_token",
                        "client_id",
                        "pairwise-sister-app",
                        "redirect_uri",
                        "http://127.0.0.1:8001/callback",
                        "scope",
                        "openid");
        for (int i = 0; i < changes.length; i += 2) {
            request.put(changes[i], changes[i + 1]);
        }
        return request;
    }

    private static Map<String, String> strangersRequest() {
        return request(
                "id_token",
                "client_id",
                "pairwise-stranger-app",
                "redirect_uri",
                "https://stranger.example/callback",
                "scope",
                "openid");
    }

    private static String idToken(Response response) {
        return requireNonNull(answer(response).get("id_token"));
    }

    private static JsonObject claims(String token) {
        return new JsonObject(
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
                        StandardCharsets.UTF_8));
    }

    private static String subject(Response response) {
        return claims(idToken(response)).getString("sub");
    }

    /** What the application knows her by. */
    private String alices() {
        return subject(new Visitor().signIn(request("id_token"), ALICE));
    }

    @Test
    void applicationsOfOneSectorKnowAPersonByOneSubjectAndOthersByAnother() {
        String here = subject(alice.signIn(request("id_token"), ALICE));

        assertThat(subject(alice.authorize(request("id_token")))).isEqualTo(here);
        assertThat(subject(alice.authorize(sistersRequest()))).isEqualTo(here);
        String there = subject(alice.authorize(strangersRequest()));
        String open = subject(alice.authorize(tokensRequest("id_token")));
        assertThat(open).isEqualTo(declared.idOf(ALICE));
        assertThat(Set.of(here, there, open)).hasSize(3);
        assertThat(subject(new Visitor().signIn(request("id_token"), BOB)))
                .isNotIn(here, there, open);
    }

    /** Core §3.3.3.6: all that comes of one sign-in names one subject, and the account nowhere. */
    @Test
    void allThatAnApplicationGetsNamesTheSameSubject() {
        Map<String, String> tokens = answer(alice.signIn(request("id_token token"), ALICE));
        JsonObject accessToken = claims(requireNonNull(tokens.get("access_token")));
        JsonObject idToken = claims(requireNonNull(tokens.get("id_token")));
        assertThat(accessToken.getString("sub")).isEqualTo(idToken.getString("sub"));
        assertThat(accessToken.encode() + idToken.encode()).doesNotContain(declared.idOf(ALICE));

        Authorization ofCode =
                ((Redeemed)
                                codes.redeem(
                                                requireNonNull(
                                                        answer(alice.authorize(request("code")))
                                                                .get("code")))
                                        .await()
                                        .atMost(SOON))
                        .authorization();
        assertThat(ofCode.subject()).hasToString(idToken.getString("sub"));
        assertThat(ofCode.user()).hasToString(declared.idOf(ALICE));
    }

    /** Core §3.1.2.1. */
    @Test
    void aHintOfSuchATokenNamesThePerson() {
        String hint = idToken(alice.signIn(request("id_token"), ALICE));
        Map<String, String> hinted = request("id_token", "id_token_hint", hint, "prompt", "none");

        assertThat(subject(alice.authorize(hinted))).isEqualTo(claims(hint).getString("sub"));
        Visitor bob = new Visitor();
        bob.signIn(request("id_token"), BOB);
        assertThat(answer(bob.authorize(hinted))).containsEntry("error", "login_required");
    }

    /** Its grants keep their subject, so such tokens go on being issued. */
    @Test
    void aHintIsGoodAlsoWhereSubjectsArePublicByNow() {
        String hint = idToken(alice.signIn(request("id_token"), ALICE));
        declared.security("pairwise-app", "{}");
        try {
            assertThat(
                            subject(
                                    alice.authorize(
                                            request(
                                                    "id_token",
                                                    "id_token_hint",
                                                    hint,
                                                    "prompt",
                                                    "none"))))
                    .isEqualTo(declared.idOf(ALICE));
            Response done =
                    alice.get(
                            AuthorizationResponse.withQuery(
                                    "/oauth2/logout", Map.of("id_token_hint", hint)));
            assertThat(location(done)).endsWith("/signed-out");
        } finally {
            declared.security("pairwise-app", "{\"subject_type\": \"pairwise\"}");
        }
    }

    /** Core §5.5.1. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"value\": \"%s\"}", "{\"values\": [\"nobody\", \"%s\"]}"})
    void aSubjectThatIsAskedForIsThatOfTheSector(String how) {
        String claims = "{\"id_token\": {\"sub\": " + how.formatted(alices()) + "}}";
        Map<String, String> request = request("id_token", "claims", claims, "prompt", "none");
        alice.signIn(request("id_token"), ALICE);
        Visitor bob = new Visitor();
        bob.signIn(request("id_token"), BOB);

        assertThat(answer(alice.authorize(request))).containsKey("id_token");
        assertThat(answer(bob.authorize(request))).containsEntry("error", "login_required");
    }

    /** Or an application could find out which of its people is whom it knows from elsewhere. */
    @Test
    void byAnyOtherNameNobodyIsMeant() {
        alice.signIn(request("id_token"), ALICE);
        String there = subject(alice.authorize(strangersRequest()));

        for (String other : List.of(declared.idOf(ALICE), there)) {
            String claims = "{\"id_token\": {\"sub\": {\"value\": \"" + other + "\"}}}";
            assertThat(
                            answer(
                                    alice.authorize(
                                            request(
                                                    "id_token",
                                                    "claims",
                                                    claims,
                                                    "prompt",
                                                    "none"))))
                    .containsEntry("error", "login_required")
                    .doesNotContainKey("id_token");
        }
        String claims = "{\"id_token\": {\"sub\": {\"value\": \"" + alices() + "\"}}}";
        assertThat(
                        answer(
                                alice.authorize(
                                        tokensRequest(
                                                "id_token", "claims", claims, "prompt", "none"))))
                .containsEntry("error", "login_required");
    }

    /** A hint is good for the application that it was issued to, be it of the same sector. */
    @Test
    void aHintOfTheSistersIsNone() {
        String hint = idToken(alice.signIn(request("id_token"), ALICE));

        assertThat(answer(alice.authorize(sistersRequest("id_token_hint", hint, "prompt", "none"))))
                .containsEntry("error", "login_required");
    }

    /** OpenID Connect RP-Initiated Logout 1.0 §2. */
    @Test
    void aHintOfTheSessionSignsOutAtOnce() {
        String hint = idToken(alice.signIn(request("id_token"), ALICE));

        Response done =
                alice.get(
                        AuthorizationResponse.withQuery(
                                "/oauth2/logout", Map.of("id_token_hint", hint)));

        assertThat(location(done)).endsWith("/signed-out");
        assertThat(location(alice.authorize(request("id_token")))).startsWith("/login?");
    }

    @Test
    void aHintOfSomebodyElseAsksBefore() {
        alice.signIn(request("id_token"), ALICE);
        String bobs = idToken(new Visitor().signIn(request("id_token"), BOB));

        alice.get(AuthorizationResponse.withQuery("/oauth2/logout", Map.of("id_token_hint", bobs)))
                .then()
                .statusCode(200);

        assertThat(answer(alice.authorize(request("id_token")))).containsKey("id_token");
    }
}
