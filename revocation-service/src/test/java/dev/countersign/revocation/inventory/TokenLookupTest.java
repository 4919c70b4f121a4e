package dev.countersign.revocation.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.clients.Credential;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.IdTokenClaims;
import dev.countersign.jose.IdTokenHashes;
import dev.countersign.jose.TokenSigner;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.revocation.fixture.Administration;
import dev.countersign.revocation.fixture.Administration.Person;
import dev.countersign.revocation.fixture.LoggedLines;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.Narrowing;
import dev.countersign.store.grant.RefreshTokens;
import dev.countersign.store.grant.Refreshed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class TokenLookupTest {

    private static final String PATH = "/admin/tokens/lookup";
    private static final Duration LONG = Duration.ofSeconds(10);

    @Inject Administration administration;
    @Inject Grants grants;
    @Inject RefreshTokens refreshTokens;
    @Inject TokenSigner signer;
    @Inject Issuer issuer;

    private Person person;
    private UUID user;
    private String app;
    private GrantId grant;
    private RefreshToken refreshToken;

    @BeforeEach
    void register() {
        person = administration.administrator();
        user = administration.user("Uma", "Upton", "{}");
        app = "app-" + UUID.randomUUID();
        administration.application(app);
        grant = administration.grant(user, app, "openid");
        refreshToken = refreshTokens.first(grant);
        administration.sql(
                "update grants set refresh_hash = $2 where id = $1",
                grant.value(),
                Buffer.buffer(refreshToken.hash()));
    }

    private ValidatableResponse lookup(String pasted) {
        return given().auth()
                .oauth2(administration.token(person, "tokens:read"))
                .contentType("application/json")
                .body(new JsonObject().put("token", pasted).encode())
                .post(PATH)
                .then();
    }

    private void unknown(String pasted) {
        String body =
                lookup(pasted)
                        .statusCode(404)
                        .contentType("application/problem+json")
                        .body("errors", nullValue())
                        .extract()
                        .asString();
        if (pasted.length() > 20) {
            assertThat(body).doesNotContain(pasted);
        }
    }

    private String accessToken(Instant expiresAt) {
        AccessTokenClaims mine =
                administration.claims(new Person(user, grant), "openid", List.of("api"), expiresAt);
        return administration.sign(ofThisApp(mine));
    }

    private AccessTokenClaims ofThisApp(AccessTokenClaims it) {
        return new AccessTokenClaims(
                it.issuer(),
                it.subject(),
                it.audiences(),
                new ClientId(app),
                it.scopes(),
                it.tokenId(),
                it.issuedAt(),
                it.expiresAt(),
                it.authTime(),
                it.acr(),
                it.grant(),
                Instant.now(),
                it.session());
    }

    @Test
    void aRefreshTokenOfAnyGenerationShowsItsGrant() {
        lookup("  Bearer " + refreshToken.text() + "\n")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("kind", equalTo("refresh_token"))
                .body("active", equalTo(true))
                .body("generation", equalTo(0))
                .body("client_id", equalTo(app))
                .body("grant.grant_id", equalTo(grant.toString()))
                .body("grant.user.email", equalTo(user + "@example.com"))
                .body("grant.status", equalTo("live"));
        lookup(refreshTokens.successor(refreshToken).text())
                .statusCode(200)
                .body("active", equalTo(false))
                .body("generation", equalTo(1))
                .body("grant.grant_id", equalTo(grant.toString()));
    }

    /** RFC 9700 §4.14.2: inside its window a spent token gets its successor again. */
    @Test
    void aRefreshTokenWorksAsLongAsItIsAnswered() {
        RefreshToken second = refreshTokens.successor(refreshToken);
        refresh(refreshToken);
        lookup(refreshToken.text()).body("active", equalTo(true));
        lookup(second.text()).body("active", equalTo(true));
        refresh(second);
        lookup(refreshToken.text()).body("active", equalTo(false));
        lookup(second.text()).body("active", equalTo(true));
        administration.sql(
                "update grants set spent_at[1] = now() - interval '1 hour' where id = $1",
                grant.value());
        lookup(second.text()).body("active", equalTo(false));
    }

    private void refresh(RefreshToken token) {
        assertThat(
                        grants.refresh(
                                        token,
                                        Credential.ofPublicClient(new ClientId(app)),
                                        Narrowing.NONE)
                                .await()
                                .atMost(LONG))
                .isInstanceOf(Refreshed.Rotated.class);
    }

    @Test
    void anAccessTokenShowsItsIdAndItsGrantAlsoOnceItHasExpired() {
        lookup(accessToken(Instant.now().plusSeconds(600)))
                .statusCode(200)
                .body("kind", equalTo("access_token"))
                .body("active", equalTo(true))
                .body("token_id", notNullValue())
                .body("client_id", equalTo(app))
                .body("subject", equalTo(user.toString()))
                .body("grant.grant_id", equalTo(grant.toString()));
        lookup(accessToken(Instant.now().minusSeconds(1)))
                .statusCode(200)
                .body("active", equalTo(false))
                .body("grant.grant_id", equalTo(grant.toString()));
    }

    /** Lookup, then one call: the leaked token works no more. */
    @Test
    void whatWasLookedUpIsRevokedByOneCall() {
        String leaked = accessToken(Instant.now().plusSeconds(600));
        String id = lookup(leaked).extract().path("grant.grant_id");
        given().auth()
                .oauth2(administration.token(person, "tokens:revoke"))
                .contentType("application/json")
                .body("{\"grants\":[\"" + id + "\"]}")
                .post("/admin/tokens/revoke")
                .then()
                .statusCode(200);
        lookup(leaked).body("active", equalTo(false)).body("grant.status", equalTo("revoked"));
        lookup(refreshToken.text()).body("active", equalTo(false));
    }

    /** A deleted user's token is as dead as it is ours. */
    @Test
    void aTokenOfADeletedUserIsKnownAndDead() {
        administration.sql("delete from users where id = $1", user);
        for (String token :
                List.of(refreshToken.text(), accessToken(Instant.now().plusSeconds(600)))) {
            lookup(token)
                    .statusCode(200)
                    .body("active", equalTo(false))
                    .body("grant.user.id", equalTo(user.toString()))
                    .body("grant.user.email", nullValue());
        }
    }

    @Test
    void anIdTokenIsSaidToBeOne() {
        lookup(idToken())
                .statusCode(200)
                .body("kind", equalTo("id_token"))
                .body("active", equalTo(false))
                .body("client_id", equalTo(app))
                .body("subject", equalTo(user.toString()))
                .body("grant", nullValue());
    }

    private String idToken() {
        Instant now = Instant.now();
        return signer.sign(
                        new IdTokenClaims(
                                issuer,
                                new SubjectIdentifier(user),
                                new ClientId(app),
                                now,
                                now.plusSeconds(60),
                                now,
                                Optional.empty(),
                                "1",
                                List.of("pwd"),
                                IdTokenHashes.NONE,
                                Optional.empty(),
                                Map.of()),
                        SigningAlgorithm.RS256)
                .await()
                .atMost(LONG);
    }

    @Test
    void ofWhatIsNotOursNothingIsSaid() {
        byte[] tag = refreshToken.tag();
        tag[0] ^= 1;
        String living = accessToken(Instant.now().plusSeconds(600));
        String[] parts = living.split("\\.", -1);
        String none =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                "{\"alg\":\"none\",\"typ\":\"at+jwt\"}"
                                        .getBytes(StandardCharsets.UTF_8));
        AccessTokenClaims mine =
                administration.claims(
                        new Person(user, grant),
                        "openid",
                        List.of("api"),
                        Instant.now().plusSeconds(60));
        AccessTokenClaims foreign =
                new AccessTokenClaims(
                        "https://other.example",
                        mine.subject(),
                        mine.audiences(),
                        mine.clientId(),
                        mine.scopes(),
                        mine.tokenId(),
                        mine.issuedAt(),
                        mine.expiresAt(),
                        mine.authTime(),
                        mine.acr(),
                        mine.grant(),
                        mine.authorizedAt(),
                        mine.session());
        RefreshToken ofNoGrant =
                refreshTokens.first(GrantId.endingAt(Instant.now().plusSeconds(60)));
        for (String pasted :
                List.of(
                        "",
                        "x",
                        "a.b.c",
                        "csrt_abc",
                        living.substring(0, living.length() - 6) + "AAAAAA",
                        none + "." + parts[1] + ".",
                        administration.sign(foreign),
                        RefreshToken.of(refreshToken.signedPart(), tag).text(),
                        ofNoGrant.text(),
                        "x".repeat(60_000))) {
            unknown(pasted);
        }
    }

    @Test
    void onlyWhoMayReadLooksUpAndOnlyOneDocument() {
        given().contentType("application/json").body("{}").post(PATH).then().statusCode(401);
        lookup("x".repeat(1_000_000)).statusCode(413);
        given().auth()
                .oauth2(administration.token(person, "tokens:revoke"))
                .contentType("application/json")
                .body("{\"token\":\"x\"}")
                .post(PATH)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(administration.token(person, "tokens:read"))
                .get(PATH + "?token=x")
                .then()
                .statusCode(405);
    }

    /** Neither what is ours nor what is not, nor half a document around it. */
    @Test
    void whatIsPastedReachesNoLogNoAuditAndNoError() {
        String living = accessToken(Instant.now().plusSeconds(600));
        try (LoggedLines log = LoggedLines.fromNowOn()) {
            for (String secret : List.of(refreshToken.text(), living, "my-own-secret-password-1")) {
                List<String> answers = new ArrayList<>();
                answers.add(lookup(secret).extract().asString());
                for (String body :
                        List.of(
                                "{\"token\":\"" + secret,
                                "{\"token\":{\"" + secret + "\":1}}",
                                "{\"" + secret + "\":1}",
                                secret)) {
                    answers.add(
                            given().auth()
                                    .oauth2(administration.token(person, "tokens:read"))
                                    .contentType("application/json")
                                    .body(body)
                                    .post(PATH)
                                    .then()
                                    .statusCode(400)
                                    .extract()
                                    .asString());
                }
                assertThat(answers).noneMatch(it -> it.contains(secret));
                assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(secret));
                assertThat(administration.audited(person).toString()).doesNotContain(secret);
            }
        }
        assertThat(administration.audited(person))
                .hasSize(3)
                .allMatch(it -> it.getString("action").equals("token.looked_up"));
    }
}
