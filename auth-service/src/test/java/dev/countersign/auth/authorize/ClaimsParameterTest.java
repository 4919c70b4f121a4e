package dev.countersign.auth.authorize;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.request;
import static dev.countersign.auth.Visitor.tokensRequest;
import static dev.countersign.auth.Visitor.webRequest;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.protocol.claim.ClaimsRequest;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core 1.0 §5.5: claims that are asked for one by one, and by whom. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class ClaimsParameterTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";
    private static final String PHONE = "{\"userinfo\":{\"phone_number\":null}}";

    @Inject Declared declared;
    @Inject AuthorizationCodes codes;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
        declared.forgetConsents();
    }

    /** OpenID Connect Core 1.0 §5.5, §5.5.1, §5.2. */
    @ParameterizedTest
    @ValueSource(strings = {"id_token", "code id_token", "id_token token"})
    void theIdTokenSaysWhatIsAskedForInIt(String type) {
        String claims =
                """
                {"id_token": {"phone_number": {"essential": true}, "nickname#FR": null,
                  "given_name": {"value": "Alice"}, "family_name": {"values": ["Eve", "Mallory"]},
                  "auth_time": {"essential": true}, "picture": {"essential": true}}}
                """;

        JsonObject told = idToken(alices(tokensRequest(type, "scope", "openid", "claims", claims)));

        assertThat(told.getString("phone_number")).isEqualTo("+44 20 7946 0958");
        assertThat(told.getString("nickname#fr")).isEqualTo("Alix");
        assertThat(told.getString("given_name")).isEqualTo("Alice");
        assertThat(told.getLong("auth_time")).isPositive();
        assertThat(told.fieldNames())
                .doesNotContain("family_name", "name", "nickname", "picture", "email");
    }

    /** OpenID Connect Core 1.0 §5.5: they are added to what the scopes ask for. */
    @Test
    void whatTheScopesAskForIsSaidWhateverTheClaimsSay() {
        JsonObject told =
                idToken(
                        alices(
                                tokensRequest(
                                        "id_token",
                                        "claims",
                                        "{\"id_token\":{\"name\":{\"value\":\"Eve\"}}}")));

        assertThat(told.getString("name")).isEqualTo("Alice Adams");
        assertThat(told.fieldNames()).doesNotContain("phone_number");
    }

    /** By GET, and by POST; past the sign-in, to the code. */
    @Test
    void theCodeKeepsWhatTheUserinfoEndpointWillTell() {
        Map<String, String> request = tokensRequest("code", "scope", "openid", "claims", PHONE);
        Visitor alice = new Visitor();
        Response posted = alice.post("/oauth2/authorize", request);

        Response page = alice.get(location(alice.get(location(posted))));
        Map<String, String> byPost = answer(alice.signIn(page, ALICE, Visitor.PASSWORD));

        ClaimsRequest asked =
                ClaimsRequest.of(Map.of("userinfo", Map.of("phone_number", Map.of())));
        assertThat(kept(byPost)).isEqualTo(asked);
        assertThat(kept(answer(alice.authorize(request)))).isEqualTo(asked);
    }

    /** §5.5.1: no error, and by the name of a claim nobody gets more than by a scope. */
    @Test
    void whoIsNotRegisteredForTheScopeDoesNotGetTheClaim() {
        String claims =
                """
                {"id_token": {"phone_number": {"essential": true}, "email": null, "nickname": null}}
                """;

        Map<String, String> answer =
                alices(
                        webRequest(
                                "response_type", "code id_token",
                                "nonce", "a nonce",
                                "claims", claims));

        assertThat(idToken(answer).fieldNames())
                .contains("nickname")
                .doesNotContain("phone_number", "email");
        assertThat(kept(answer))
                .isEqualTo(ClaimsRequest.of(Map.of("id_token", Map.of("nickname", Map.of()))));
    }

    /** §5.5: without openid it is not a request of OpenID Connect. */
    @Test
    void withoutOpenidNothingIsKept() {
        assertThat(kept(alices(tokensRequest("code", "scope", "profile", "claims", PHONE))))
                .isEqualTo(ClaimsRequest.NONE);
    }

    /** §5.5: whoever asks for claims at the UserInfo endpoint must ask for an access token. */
    @Test
    void claimsOfUserinfoWithoutAnAccessTokenAreRefused() {
        assertThat(answer(new Visitor().authorize(tokensRequest("id_token", "claims", PHONE))))
                .containsEntry("error", "invalid_request");
    }

    @Test
    void whatGoesBeyondTheScopesThatWereAllowedIsAskedFor() {
        Visitor alice = new Visitor();
        Response signedIn = alice.signIn(request("scope", "openid"), ALICE);
        alice.answer(alice.get(location(signedIn)), "allow");
        assertThat(answer(alice.authorize(request("scope", "openid")))).containsKey("code");
        Map<String, String> more = request("scope", "openid", "claims", PHONE);

        assertThat(
                        answer(
                                alice.authorize(
                                        request(
                                                "scope", "openid", "claims", PHONE, "prompt",
                                                "none"))))
                .containsEntry("error", "consent_required");
        Response page = alice.get(location(alice.authorize(more)));
        assertThat(page.asString())
                .contains("See your telephone number")
                .doesNotContain("See your name");
        assertThat(kept(answer(alice.answer(page, "allow"))).userinfo().isEmpty()).isFalse();

        assertThat(answer(alice.authorize(more))).containsKey("code");
        assertThat(
                        location(
                                alice.authorize(
                                        request(
                                                "scope",
                                                "openid",
                                                "claims",
                                                PHONE.replace("phone_number", "email")))))
                .startsWith("/consent?");
    }

    /** §5.5.1: a request for one subject is answered by nobody else. */
    @ParameterizedTest
    @CsvSource({"userinfo,values", "id_token,value"})
    void whereOnePersonIsAskedForNobodyElseAnswers(String member, String choice) {
        JsonObject how =
                new JsonObject()
                        .put(
                                choice,
                                choice.equals("value")
                                        ? declared.idOf(ALICE)
                                        : new String[] {"nobody", declared.idOf(ALICE)});
        String claims = new JsonObject().put(member, new JsonObject().put("sub", how)).encode();
        Map<String, String> request = webRequest("claims", claims);
        Visitor bob = new Visitor();
        assertThat(answer(bob.signIn(webRequest(), BOB))).containsKey("code");

        assertThat(answer(bob.authorize(webRequest("claims", claims, "prompt", "none"))))
                .containsEntry("error", "login_required")
                .doesNotContainKey("code");
        Response page = bob.signInPage(request);
        assertThat(answer(bob.signIn(page, BOB, Visitor.PASSWORD)))
                .containsEntry("error", "login_required")
                .doesNotContainKey("code");
        page = bob.signInPage(request);
        assertThat(answer(bob.signIn(page, ALICE, Visitor.PASSWORD))).containsKey("code");
        assertThat(answer(bob.authorize(webRequest("claims", claims, "prompt", "none"))))
                .containsKey("code");
    }

    /** §5.5.1, §3.1.2.1: both are meant, so nobody is left. */
    @Test
    void whereTheHintNamesAnotherPersonNobodyAnswers() {
        Visitor bob = new Visitor();
        String bobs =
                requireNonNull(
                        answer(bob.signIn(tokensRequest("code id_token"), BOB)).get("id_token"));
        String alice = declared.idOf(ALICE);
        String claims = "{\"id_token\":{\"sub\":{\"value\":\"%s\"}}}".formatted(alice);
        Map<String, String> request =
                tokensRequest("code", "claims", claims, "id_token_hint", bobs);

        for (String username : List.of(BOB, ALICE)) {
            assertThat(answer(bob.signIn(bob.signInPage(request), username, Visitor.PASSWORD)))
                    .containsEntry("error", "login_required")
                    .doesNotContainKey("code");
        }
    }

    /** §5.5.1: the offer of the account that is signed in is no way around it. */
    @Test
    void theAccountThatIsSignedInIsNotOfferedWhereAnotherIsAskedFor() {
        Visitor bob = new Visitor();
        bob.signIn(webRequest(), BOB);
        String claims =
                "{\"id_token\":{\"sub\":{\"value\":\"%s\"}}}".formatted(declared.idOf(ALICE));

        Response page = bob.signInPage(webRequest("claims", claims, "prompt", "select_account"));

        assertThat(page.asString()).doesNotContain("account_token");
    }

    /** OpenID Connect Core 1.0 §5.5.1.1. */
    @Test
    void anEssentialAcrOutOfReachIsAFailedAuthentication() {
        Visitor alice = new Visitor();
        alice.signIn(webRequest(), ALICE);

        for (String met :
                List.of(
                        "{\"essential\": true}",
                        "{\"essential\": true, \"values\": [\"2\", \"1\"]}",
                        "{\"value\": \"urn:gold\"}")) {
            assertThat(idToken(answer(alice.authorize(acr(met)))).getString("acr"))
                    .as(met)
                    .isEqualTo("1");
        }
        for (String unmet :
                List.of(
                        "{\"essential\": true, \"value\": \"urn:gold\"}",
                        "{\"essential\": true, \"values\": [1, 2]}")) {
            assertThat(answer(alice.authorize(acr(unmet))))
                    .containsEntry("error", "unmet_authentication_requirements")
                    .doesNotContainKey("id_token");
        }
    }

    private static Map<String, String> acr(String how) {
        return tokensRequest("id_token", "claims", "{\"id_token\":{\"acr\":%s}}".formatted(how));
    }

    private static Map<String, String> alices(Map<String, String> request) {
        Visitor alice = new Visitor();
        Response first = alice.authorize(request);
        return location(first).startsWith("/login")
                ? answer(alice.signIn(alice.get(location(first)), ALICE, Visitor.PASSWORD))
                : answer(first);
    }

    private ClaimsRequest kept(Map<String, String> answer) {
        String code = requireNonNull(answer.get("code"), answer.toString());
        return ((Redeemed) codes.redeem(code).await().atMost(SOON)).authorization().claims();
    }

    private static JsonObject idToken(Map<String, String> answer) {
        String token = requireNonNull(answer.get("id_token"), answer.toString());
        return new JsonObject(
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]),
                        StandardCharsets.UTF_8));
    }
}
