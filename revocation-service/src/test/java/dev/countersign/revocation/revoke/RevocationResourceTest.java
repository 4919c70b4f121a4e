package dev.countersign.revocation.revoke;

import static dev.countersign.revocation.revoke.IssuedTokens.OTHER_APP;
import static dev.countersign.revocation.revoke.IssuedTokens.PHONE_APP;
import static dev.countersign.revocation.revoke.IssuedTokens.WEB_APP;
import static dev.countersign.revocation.revoke.IssuedTokens.WEB_APP_SECRET;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.embedded.SharedStack;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.store.grant.RefreshTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7009. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class RevocationResourceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(40);

    @Inject IssuedTokens issued;
    @Inject RefreshTokens refreshTokens;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TestHTTPResource(value = "/health/ready", management = true)
    @Nullable URL readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    @Nullable URL metrics;

    @BeforeEach
    void register() {
        issued.register();
    }

    private static ValidatableResponse revoke(String client, String token) {
        return given().formParam("client_id", client)
                .formParam("token", token)
                .post("/oauth2/revoke")
                .then();
    }

    private static void revoked(ValidatableResponse answer) {
        answer.statusCode(200).header("Cache-Control", "no-store").body(emptyString());
    }

    private String accessToken(String client, TokenId id, GrantId grant) {
        return issued.accessToken(client, id, grant, Instant.now().plusSeconds(600));
    }

    private static GrantId someGrant() {
        return GrantId.endingAt(Instant.now().plusSeconds(3600));
    }

    /** RFC 7009 §2.1: the grant and all access tokens based on it. */
    @Test
    void aRefreshTokenRevokesItsGrantAndTheRuleReachesTheTopicWithinASecond() {
        RefreshToken token = issued.refreshToken(PHONE_APP);
        try (TopicReader reader = new TopicReader(bootstrapServers, 3)) {
            TopicReader.await("the relay works", LONG, () -> reader.newestHeartbeat() > 0);
            revoked(revoke(PHONE_APP, token.text()));
            String grant = token.grant().toString();
            TopicReader.await("rule", SECOND, () -> reader.ruleWith("grant_id", grant).isPresent());
        }
        assertThat(issued.isEnded(token.grant())).isTrue();
        assertThat(issued.stamps("grant:" + token.grant())).hasSize(1).doesNotContainNull();
    }

    /** Contract, section 3: pages of the client that calls may read the answer. */
    @Test
    void aPageOfTheClientMayReadTheAnswerAndAForeignOneMayNot() {
        issued.page("page-app", "https://page.example");
        for (String origin : new String[] {"https://page.example", "https://evil.example"}) {
            String allowed =
                    given().header("Origin", origin)
                            .formParam("client_id", "page-app")
                            .formParam("token", "unknown")
                            .post("/oauth2/revoke")
                            .then()
                            .statusCode(200)
                            .extract()
                            .header("Access-Control-Allow-Origin");
            assertThat(allowed).isEqualTo(origin.contains("page") ? origin : null);
        }
    }

    @Test
    void anOlderGenerationRevokesTheGrantToo() {
        RefreshToken first = issued.refreshToken(PHONE_APP);
        RefreshToken third = refreshTokens.successor(refreshTokens.successor(first));
        revoked(revoke(PHONE_APP, third.text()));
        assertThat(issued.isEnded(first.grant())).isTrue();
    }

    @Test
    void aRefreshTokenOfADeletedUserRevokesItsGrantToo() {
        RefreshToken token = issued.refreshToken(PHONE_APP);
        issued.deleteUser();

        revoked(revoke(PHONE_APP, token.text()));

        assertThat(issued.isEnded(token.grant())).isTrue();
    }

    @Test
    void anAccessTokenRevokesItselfOnly() {
        RefreshToken refreshToken = issued.refreshToken(PHONE_APP);
        TokenId id = TokenId.random();
        revoked(revoke(PHONE_APP, accessToken(PHONE_APP, id, refreshToken.grant())));
        assertThat(issued.isEnded(refreshToken.grant())).isFalse();
        assertThat(issued.stamps("jti:" + id)).hasSize(1);
    }

    /** Contract, section 6: the same engine, so the same endpoint ends its tokens. */
    @Test
    void aDialectTokenRevokesItselfAndOnlyForItsOwnClient() {
        TokenId id = TokenId.random();
        String token = issued.dialectToken(PHONE_APP, id, someGrant());

        revoke(OTHER_APP, token).statusCode(400).body("error", equalTo("invalid_grant"));
        assertThat(issued.stamps("jti:" + id)).isEmpty();
        revoked(revoke(PHONE_APP, token));

        assertThat(issued.stamps("jti:" + id)).hasSize(1);
    }

    @Test
    void revokingTwiceIsRevokingOnce() {
        RefreshToken refreshToken = issued.refreshToken(PHONE_APP);
        TokenId id = TokenId.random();
        String accessToken = accessToken(PHONE_APP, id, refreshToken.grant());
        for (int i = 0; i < 3; i++) {
            revoked(revoke(PHONE_APP, refreshToken.text()));
            revoked(revoke(PHONE_APP, accessToken));
        }
        assertThat(issued.stamps("grant:" + refreshToken.grant())).hasSize(1);
        assertThat(issued.stamps("jti:" + id)).hasSize(1);
    }

    /** RFC 7009 §2.1. */
    @Test
    void aTokenOfAnotherClientIsRefusedAndNothingIsRevoked() {
        RefreshToken refreshToken = issued.refreshToken(PHONE_APP);
        TokenId id = TokenId.random();
        String accessToken = accessToken(PHONE_APP, id, refreshToken.grant());
        for (String token : new String[] {refreshToken.text(), accessToken}) {
            revoke(OTHER_APP, token)
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"))
                    .body("error_id", notNullValue());
        }
        assertThat(issued.isEnded(refreshToken.grant())).isFalse();
        assertThat(issued.stamps("grant:" + refreshToken.grant())).isEmpty();
        assertThat(issued.stamps("jti:" + id)).isEmpty();
    }

    /** Nobody ends a grant by inventing tokens of it. */
    @Test
    void anInventedRefreshTokenChangesNothing() {
        RefreshToken genuine = issued.refreshToken(PHONE_APP);
        byte[] tag = genuine.tag();
        tag[0] ^= 1;
        revoked(revoke(PHONE_APP, RefreshToken.of(genuine.signedPart(), tag).text()));
        assertThat(issued.isEnded(genuine.grant())).isFalse();
    }

    /** RFC 7009 §2.2: the client cannot do anything about it. */
    @Test
    void unknownDamagedAndExpiredTokensAreAsGoodAsRevoked() {
        TokenId id = TokenId.random();
        String expired =
                issued.accessToken(PHONE_APP, id, someGrant(), Instant.now().minusSeconds(1));
        String living = accessToken(PHONE_APP, id, someGrant());
        String damaged = living.substring(0, living.length() - 6) + "AAAAAA";
        RefreshToken ofNoGrant = refreshTokens.first(someGrant());
        for (String token : new String[] {"x", "a.b.c", expired, damaged, ofNoGrant.text()}) {
            revoked(revoke(PHONE_APP, token));
        }
        assertThat(issued.stamps("jti:" + id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "something_else"})
    void theHintMakesNoDifference(String hint) {
        RefreshToken token = issued.refreshToken(PHONE_APP);
        given().formParam("client_id", PHONE_APP)
                .formParam("token", token.text())
                .formParam("token_type_hint", hint)
                .post("/oauth2/revoke")
                .then()
                .statusCode(200);
        assertThat(issued.isEnded(token.grant())).isTrue();
    }

    @Test
    void aConfidentialClientAuthenticates() {
        RefreshToken token = issued.refreshToken(WEB_APP);
        revoke(WEB_APP, token.text()).statusCode(401).body("error", equalTo("invalid_client"));
        given().auth()
                .preemptive()
                .basic(WEB_APP, "wrong")
                .formParam("token", token.text())
                .post("/oauth2/revoke")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", notNullValue());
        assertThat(issued.isEnded(token.grant())).isFalse();

        given().auth()
                .preemptive()
                .basic(WEB_APP, WEB_APP_SECRET)
                .formParam("token", token.text())
                .post("/oauth2/revoke")
                .then()
                .statusCode(200);
        assertThat(issued.isEnded(token.grant())).isTrue();
    }

    @Test
    void badRequestsAreDescribed() {
        RefreshToken token = issued.refreshToken(PHONE_APP);
        given().formParam("client_id", PHONE_APP)
                .post("/oauth2/revoke")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().formParam("client_id", PHONE_APP)
                .formParam("token", token.text(), token.text())
                .post("/oauth2/revoke")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().formParam("token", token.text()).post("/oauth2/revoke").then().statusCode(400);
        revoke("nobody", token.text()).statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post("/oauth2/revoke")
                .then()
                .statusCode(415);
        given().get("/oauth2/revoke").then().statusCode(405);
        given().formParam("client_id", PHONE_APP)
                .formParam("token", "x".repeat(100_000))
                .post("/oauth2/revoke")
                .then()
                .statusCode(413);
        assertThat(issued.isEnded(token.grant())).isFalse();
    }

    @Test
    void withoutKafkaARevocationIsAnsweredAtOnceAndPublishedLater() {
        RefreshToken token = issued.refreshToken(PHONE_APP);
        SharedStack.stop(Component.KAFKA);
        try {
            long start = System.nanoTime();
            revoked(revoke(PHONE_APP, token.text()));
            revoked(revoke(PHONE_APP, issued.refreshToken(PHONE_APP).text()));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SECOND);
            assertThat(issued.isEnded(token.grant())).isTrue();
            given().get(readiness).then().statusCode(200);
            TopicReader.await("the gauge", LONG, () -> metric("outbox_depth") >= 2);
        } finally {
            SharedStack.start(Component.KAFKA);
        }
        try (TopicReader reader = new TopicReader(bootstrapServers, 3)) {
            String grant = token.grant().toString();
            TopicReader.await("rule", LONG, () -> reader.ruleWith("grant_id", grant).isPresent());
        }
        TopicReader.await("the gauge", LONG, () -> metric("outbox_depth") == 0);
        assertThat(metric("rules_published_total")).isGreaterThanOrEqualTo(2);
        assertThat(metric("heartbeats_sent_total")).isPositive();
    }

    private double metric(String name) {
        String sample = "countersign_revocation_" + name;
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith(sample))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }

    @Test
    void withoutPostgresARevocationIsNeverAnsweredWithSuccess() {
        RefreshToken token = issued.refreshToken(PHONE_APP);
        String accessToken = accessToken(PHONE_APP, TokenId.random(), token.grant());
        // so that the application is known without a store
        revoked(revoke(PHONE_APP, "x"));
        SharedStack.kill(Component.POSTGRES);
        try {
            for (String known : new String[] {token.text(), accessToken}) {
                revoke(PHONE_APP, known)
                        .statusCode(503)
                        .header("Retry-After", notNullValue())
                        .body("error", equalTo("temporarily_unavailable"));
            }
        } finally {
            SharedStack.start(Component.POSTGRES);
        }
        TopicReader.await(
                "PostgreSQL again",
                LONG,
                () -> revoke(PHONE_APP, token.text()).extract().statusCode() == 200);
        assertThat(issued.isEnded(token.grant())).isTrue();
    }

    @Test
    void withoutRedisARevocationIsAnsweredAsEver() {
        RefreshToken token = issued.refreshToken(PHONE_APP);
        SharedStack.kill(Component.REDIS);
        try {
            revoked(revoke(PHONE_APP, token.text()));
            given().get(readiness).then().statusCode(200);
        } finally {
            SharedStack.start(Component.REDIS);
        }
    }
}
