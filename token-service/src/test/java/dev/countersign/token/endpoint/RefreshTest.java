package dev.countersign.token.endpoint;

import static dev.countersign.token.fixture.TokenClient.exchange;
import static dev.countersign.token.fixture.TokenClient.introspect;
import static dev.countersign.token.fixture.TokenClient.part;
import static dev.countersign.token.fixture.TokenClient.refresh;
import static dev.countersign.token.fixture.TokenClient.refreshRequest;
import static dev.countersign.token.fixture.TokenClient.refused;
import static dev.countersign.token.fixture.TokenClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.RefreshTokens;
import dev.countersign.token.fixture.Authorizations;
import dev.countersign.token.fixture.Demo;
import dev.countersign.token.fixture.ProxiedStack;
import dev.countersign.token.fixture.Registered;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 6749 §6 with rotation, over HTTP, on the real stores. */
@QuarkusTest
@QuarkusTestResource(ProxiedStack.class)
class RefreshTest {

    @Inject Demo demo;

    @BeforeEach
    void seed() {
        demo.seed();
    }

    @Test
    void refreshingRotatesTheTokenAndKeepsWhatWasDecided() {
        JsonPath first = exchange(demo.code()).jsonPath();

        JsonPath second = refresh(first.getString("refresh_token")).jsonPath();

        assertThat(second.getString("refresh_token"))
                .startsWith("csrt_")
                .isNotEqualTo(first.getString("refresh_token"));
        JsonPath before = part(first.getString("access_token"), 1);
        JsonPath after = part(second.getString("access_token"), 1);
        assertThat(after.getLong("authorized_at")).isEqualTo(before.getLong("authorized_at"));
        assertThat(after.getString("grant_id")).isEqualTo(before.getString("grant_id"));
        assertThat(after.getString("scope")).isEqualTo(before.getString("scope"));
        assertThat(after.getString("jti")).isNotEqualTo(before.getString("jti"));
    }

    /** OpenID Connect Core 1.0 §12.2. */
    @Test
    void theNewIdTokenKeepsTheTimeOfTheSignIn() {
        JsonPath first = exchange(demo.code()).jsonPath();

        JsonPath second = refresh(first.getString("refresh_token")).jsonPath();

        JsonPath before = part(first.getString("id_token"), 1);
        JsonPath after = part(second.getString("id_token"), 1);
        assertThat(after.getLong("auth_time")).isEqualTo(before.getLong("auth_time"));
        assertThat(after.getString("sub")).isEqualTo(before.getString("sub"));
        assertThat(after.<Object>get("nonce")).isNull();
    }

    /** OpenID Connect Core 1.0 §5.5, §12.2: by the rules of the first one. */
    @Test
    void theIdTokenSaysWhatWasAskedForInItAndSoDoesTheNewOne() {
        ClaimsRequest claims =
                ClaimsRequest.of(
                        Map.of(
                                "id_token",
                                Map.of(
                                        "email",
                                        Map.of("essential", true),
                                        "given_name",
                                        Map.of("value", "Eve"),
                                        "phone_number",
                                        Map.of())));
        String code =
                demo.code(
                        Authorizations.withClaims(
                                demo.authorization("desktop-app", "openid offline_access"),
                                claims));

        JsonPath first = exchange(code).jsonPath();
        JsonPath second = refresh(first.getString("refresh_token")).jsonPath();

        for (JsonPath answer : List.of(first, second)) {
            assertThat(part(answer.getString("id_token"), 1).<String, Object>getMap(""))
                    .containsEntry("email", "alice@example.com")
                    .doesNotContainKeys("given_name", "phone_number", "email_verified");
            assertThat(part(answer.getString("access_token"), 1).getMap(""))
                    .doesNotContainKey("email");
        }
    }

    /** What an application may not ask for any more, no refresh tells it. */
    @Test
    void aClaimWhoseScopeWasTakenFromTheApplicationIsToldNoMore() {
        ClaimsRequest claims =
                ClaimsRequest.of(Map.of("id_token", Map.of("email", Map.of(), "name", Map.of())));
        Authorization authorization =
                Authorizations.withClaims(
                        demo.authorization("desktop-app", "openid offline_access"), claims);
        JsonPath first = exchange(demo.code(authorization)).jsonPath();
        demo.register("desktop-app", "{openid,profile,offline_access}");
        try {
            JsonPath second = refresh(first.getString("refresh_token")).jsonPath();

            assertThat(part(second.getString("id_token"), 1).<String, Object>getMap(""))
                    .containsEntry("name", "Alice Example")
                    .doesNotContainKey("email");
        } finally {
            demo.register(
                    "desktop-app",
                    "{openid,profile,email,offline_access,accounts:read,tokens:read}");
        }
    }

    /** RFC 6749 §6. */
    @Test
    void aSubsetIsForThisAccessTokenOnly() {
        String first = exchange(demo.code()).jsonPath().getString("refresh_token");

        JsonPath narrow =
                refreshRequest(first)
                        .formParam("scope", "accounts:read")
                        .post("/oauth2/token")
                        .jsonPath();

        assertThat(narrow.getString("scope")).isEqualTo("accounts:read");
        assertThat(narrow.getString("id_token")).isNull();
        assertThat(part(narrow.getString("access_token"), 1).getList("aud"))
                .isEqualTo(List.of(Registered.API));
        assertThat(refresh(narrow.getString("refresh_token")).jsonPath().getString("scope"))
                .isEqualTo(Demo.SCOPES);
    }

    @Test
    void aWiderScopeIsRefusedAndSpendsNothing() {
        String token =
                exchange(demo.code(demo.authorization("desktop-app", "offline_access profile")))
                        .jsonPath()
                        .getString("refresh_token");

        refused(
                refreshRequest(token).formParam("scope", "accounts:read").post("/oauth2/token"),
                400,
                "invalid_scope");

        assertThat(refresh(token).statusCode()).isEqualTo(200);
    }

    /**
     * A rule on the new API does not reach the grant's row (contract, section 5): so none of its
     * tokens may either, however long ago the rule was forgotten.
     */
    @Test
    void whenTheDefaultApiChangesAnOldGrantGetsNoTokenForTheNewOne() {
        String other = Registered.ISSUER.at("/other");
        demo.sql(
                "insert into apis (identifier, name) values ($1, 'Other') on conflict do nothing",
                other);
        try {
            defaultApi(Registered.API);
            JsonPath first =
                    exchange(demo.code(demo.authorization("desktop-app", "offline_access")))
                            .jsonPath();
            assertThat(part(first.getString("access_token"), 1).getList("aud"))
                    .isEqualTo(List.of(Registered.API));

            defaultApi(other);

            refused(refresh(first.getString("refresh_token")), 400, "invalid_grant");
            refused(refresh(first.getString("refresh_token")), 400, "invalid_grant");
            JsonPath anew =
                    exchange(demo.code(demo.authorization("desktop-app", "offline_access")))
                            .jsonPath();
            assertThat(part(anew.getString("access_token"), 1).getList("aud"))
                    .isEqualTo(List.of(other));

            defaultApi(Registered.API);
            demo.sql(
                    "update applications set refresh_window = '0' where client_id = 'desktop-app'");
            assertThat(refresh(first.getString("refresh_token")).statusCode())
                    .as("nothing was spent")
                    .isEqualTo(200);
        } finally {
            defaultApi(null);
        }
    }

    /** The other way: of what is left of the grant, nothing is for the API that it was for. */
    @Test
    void aScopeThatMovedToAnotherApiIsRefusedAloneAndSpendsNothing() {
        String other = Registered.ISSUER.at("/moved");
        demo.sql(
                "insert into apis (identifier, name) values ($1, 'Moved') on conflict do nothing",
                other);
        String token = exchange(demo.code()).jsonPath().getString("refresh_token");
        demo.sql("update api_scopes set api = $1 where name = 'accounts:read'", other);
        demo.seed();
        demo.sql("update applications set refresh_window = '0' where client_id = 'desktop-app'");
        try {
            for (int i = 0; i < 2; i++) {
                refused(
                        refreshRequest(token)
                                .formParam("scope", "accounts:read")
                                .post("/oauth2/token"),
                        400,
                        "invalid_grant");
            }
            JsonPath rest = refresh(token).jsonPath();
            assertThat(part(rest.getString("access_token"), 1).getList("aud"))
                    .isEqualTo(List.of(Registered.ISSUER.value()));
        } finally {
            demo.sql("update api_scopes set api = $1 where name = 'accounts:read'", Registered.API);
            demo.seed();
        }
    }

    private void defaultApi(@Nullable String api) {
        demo.sql("update applications set default_api = $1 where client_id = 'desktop-app'", api);
        demo.seed();
    }

    @Test
    void aLostAnswerIsGivenAgain() {
        String first = exchange(demo.code()).jsonPath().getString("refresh_token");

        String once = refresh(first).jsonPath().getString("refresh_token");
        String again = refresh(first).jsonPath().getString("refresh_token");

        assertThat(again).isEqualTo(once);
    }

    /** RFC 9700 §4.14.2. */
    @Test
    void aStolenRefreshTokenUsedLateEndsTheGrantForAll() {
        demo.sql("update applications set refresh_window = '0' where client_id = 'desktop-app'");
        String stolen = exchange(demo.code()).jsonPath().getString("refresh_token");
        JsonPath current = refresh(stolen).jsonPath();

        refused(refresh(stolen), 400, "invalid_grant");

        refused(refresh(current.getString("refresh_token")), 400, "invalid_grant");
        assertThat(introspect(current.getString("access_token")).getBoolean("active")).isFalse();
    }

    @Test
    void aRefreshTokenIsUselessToAnotherClientAndNotHarmedByIt() {
        String token = exchange(demo.code()).jsonPath().getString("refresh_token");

        refused(
                request()
                        .auth()
                        .preemptive()
                        .basic("web-app", "web-app-secret")
                        .formParam("grant_type", "refresh_token")
                        .formParam("refresh_token", token)
                        .post("/oauth2/token"),
                400,
                "invalid_grant");

        assertThat(refresh(token).statusCode()).isEqualTo(200);
    }

    @Test
    void anInventedTokenOfAKnownGrantRevokesNothing() {
        String token = exchange(demo.code()).jsonPath().getString("refresh_token");
        RefreshToken genuine = RefreshToken.parse(token).orElseThrow();
        ServerKeys guessed =
                ServerKeys.parse(
                        genuine.keyId() + ":" + Base64.getEncoder().encodeToString(new byte[32]));

        refused(
                refresh(new RefreshTokens(guessed).first(genuine.grant()).text()),
                400,
                "invalid_grant");

        assertThat(refresh(token).statusCode()).isEqualTo(200);
    }

    @Test
    void aDamagedTokenIsRefusedAndHarmsNothing() {
        String token = exchange(demo.code()).jsonPath().getString("refresh_token");
        char last = token.charAt(60);
        String damaged = token.substring(0, 60) + (last == 'A' ? 'B' : 'A') + token.substring(61);

        refused(refresh(damaged), 400, "invalid_grant");

        assertThat(refresh(token).statusCode()).isEqualTo(200);
    }
}
