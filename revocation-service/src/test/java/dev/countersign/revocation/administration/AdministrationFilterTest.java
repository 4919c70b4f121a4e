package dev.countersign.revocation.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.countersign.clients.AdminApi;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.IdTokenClaims;
import dev.countersign.jose.KeyRing;
import dev.countersign.jose.SigningAlgorithm;
import dev.countersign.jose.SigningKey;
import dev.countersign.jose.TokenSigner;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.revocation.fixture.Administration;
import dev.countersign.revocation.fixture.Administration.Person;
import dev.countersign.store.revocation.RevocationRules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6750, RFC 9068 §4, contract section 3: who gets in under {@code /admin}. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@SuppressWarnings("NullAway.Init")
class AdministrationFilterTest {

    private static final String PATH = "/admin/sample";
    private static final Duration LONG = Duration.ofSeconds(10);

    @Inject Administration administration;
    @Inject TokenSigner signer;
    @Inject KeyRing keys;
    @Inject RevocationRules rules;
    @Inject Issuer issuer;

    private Person person;

    @BeforeEach
    void register() {
        person = administration.administrator();
    }

    private String token() {
        return administration.token(person, "tokens:read");
    }

    private String tokenFor(String... audiences) {
        return administration.sign(claims("tokens:read", audiences));
    }

    private AccessTokenClaims claims(String scopes, String... audiences) {
        return administration.claims(
                person, scopes, List.of(audiences), Instant.now().plusSeconds(600));
    }

    private static ValidatableResponse get(String token) {
        return given().auth().oauth2(token).get(PATH).then();
    }

    private static void refused(ValidatableResponse answer, int status, String error) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .header("Cache-Control", equalTo("no-store"))
                .header("WWW-Authenticate", containsString("error=\"" + error + "\""))
                .body("type", equalTo("about:blank"))
                .body("title", equalTo(status == 401 ? "Unauthorized" : "Forbidden"))
                .body("status", equalTo(status))
                .body("error", equalTo(error))
                .body("error_id", matchesPattern("[A-Za-z0-9_-]{16}"));
    }

    @Test
    void anAdministratorGetsInAndTheResourceKnowsWhoItIs() {
        given().header("X-Forwarded-For", "203.0.113.9")
                .auth()
                .oauth2(token())
                .get(PATH)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("user", equalTo(person.user().toString()))
                .body("client_id", equalTo(Administration.ADMIN_APP))
                .body("address", equalTo("203.0.113.9"));
    }

    /** RFC 6750 §3.1: no error code where no token was sent. */
    @Test
    void withoutATokenNobodyDoes() {
        given().get(PATH)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer realm=\"countersign\""));
    }

    /** RFC 6750 §2.2, §2.3; contract section 1: never by a cookie. */
    @Test
    void aTokenAnywhereButInTheHeaderIsNotRead() {
        String token = administration.token(person, "tokens:read tokens:revoke");
        given().queryParam("access_token", token).get(PATH).then().statusCode(401);
        for (String name : List.of("access_token", "Authorization", "token", "session")) {
            given().cookie(name, token).get(PATH).then().statusCode(401);
        }
        given().contentType("application/json")
                .body("{\"access_token\":\"" + token + "\"}")
                .post(PATH)
                .then()
                .statusCode(401);
        given().formParam("access_token", token).post(PATH).then().statusCode(415);
        given().header("Authorization", "Basic " + token).get(PATH).then().statusCode(401);
    }

    /** RFC 6750 §2. */
    @Test
    void twoTokensAreOneTooMany() {
        given().header("Authorization", "Bearer " + token(), "Bearer " + token())
                .get(PATH)
                .then()
                .statusCode(400)
                .header("WWW-Authenticate", containsString("invalid_request"));
    }

    @Test
    void anExpiredOneIsRefused() {
        AccessTokenClaims expired =
                administration.claims(
                        person,
                        "tokens:read",
                        AdminApi.audiences(issuer),
                        Instant.now().minusSeconds(1));
        refused(get(administration.sign(expired)), 401, "invalid_token");
    }

    @Test
    void oneThatIsDamagedOrNoTokenAtAllIsRefused() {
        String token = token();
        refused(get(token.substring(0, token.length() - 6) + "AAAAAA"), 401, "invalid_token");
        refused(get("a.b.c"), 401, "invalid_token");
        refused(get("x"), 401, "invalid_token");
    }

    /** RFC 9068 §4: meant for administration, and for nobody else. */
    @Test
    void anotherAudienceIsRefusedAndSoIsOneMore() {
        String admin = AdminApi.identifier(issuer);
        refused(get(tokenFor(issuer.at("/api"))), 401, "invalid_token");
        refused(get(tokenFor(issuer.value())), 401, "invalid_token");
        refused(get(tokenFor(admin, issuer.value())), 401, "invalid_token");
        refused(get(tokenFor(issuer.at("/api"), admin)), 401, "invalid_token");
        refused(get(tokenFor(admin, admin)), 401, "invalid_token");
        refused(get(tokenFor(admin + "/")), 401, "invalid_token");
        get(tokenFor(admin)).statusCode(200);
    }

    /** RFC 6750 §3.1: and the challenge names the scope. */
    @Test
    void aTokenWithoutTheScopeIsRefused() {
        ValidatableResponse answer = get(administration.token(person, "tokens:revoke openid"));
        refused(answer, 403, "insufficient_scope");
        answer.header("WWW-Authenticate", containsString("scope=\"tokens:read\""));
        given().auth()
                .oauth2(token())
                .contentType("application/json")
                .body("{}")
                .post(PATH)
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", containsString("scope=\"tokens:revoke\""));
    }

    /** Contract section 3: the role is read again at each use. */
    @Test
    void aRoleTakenAwayAMomentAgoIsGone() {
        String token = token();
        get(token).statusCode(200);
        administration.sql("update users set roles = '{auditor}' where id = $1", person.user());
        refused(get(token), 403, "insufficient_scope");
        administration.sql(
                "update users set roles = '{auditor,administrator}' where id = $1", person.user());
        get(token).statusCode(200);
    }

    @Test
    void aDisabledUserADisabledApplicationAndAnEndedGrantAreOut() {
        String token = token();
        administration.sql("update users set enabled = false where id = $1", person.user());
        refused(get(token), 401, "invalid_token");
        administration.sql("update users set enabled = true where id = $1", person.user());
        get(token).statusCode(200);
        administration.sql(
                "update applications set enabled = false where client_id = $1",
                Administration.ADMIN_APP);
        try {
            refused(get(token), 401, "invalid_token");
        } finally {
            administration.sql(
                    "update applications set enabled = true where client_id = $1",
                    Administration.ADMIN_APP);
        }
        get(token).statusCode(200);
        administration.sql(
                "update grants set ended_at = now() where id = $1", person.grant().value());
        refused(get(token), 401, "invalid_token");
    }

    @Test
    void anyRuleOnItIsInForceAtOnce() {
        AccessTokenClaims claims = claims("tokens:read", AdminApi.identifier(issuer));
        String token = administration.sign(claims);
        get(token).statusCode(200);
        rules.record(RevocationRule.onToken(claims.tokenId()), "test", "test").await().atMost(LONG);
        refused(get(token), 401, "invalid_token");
        get(token()).statusCode(200);
        rules.record(RevocationRule.onUser(Set.of(person.user().toString())), "test", "test")
                .await()
                .atMost(LONG);
        refused(get(token()), 401, "invalid_token");
    }

    /** RFC 9068 §4: the type tells an access token from all else that we sign. */
    @Test
    void anIdTokenAndATokenOfAnotherTypeAreNoAccessTokens() {
        Instant now = Instant.now();
        String idToken =
                signer.sign(
                                new IdTokenClaims(
                                        issuer,
                                        new UserId(person.user()),
                                        new ClientId(AdminApi.identifier(issuer)),
                                        now,
                                        now.plusSeconds(600),
                                        now,
                                        Optional.empty(),
                                        "1",
                                        List.of("pwd"),
                                        Optional.empty(),
                                        Optional.empty()))
                        .await()
                        .atMost(LONG);
        refused(get(idToken), 401, "invalid_token");
    }

    /**
     * Contract section 6: nor is a dialect token one, though every claim and the key were right.
     */
    @ParameterizedTest
    @CsvSource({"at+jwt,200", "dialect-at+jwt,401", "JWT,401"})
    void theTypeDecidesThoughTheClaimsAndTheKeyAreRight(String type, int status)
            throws JoseException {
        String genuine = token();
        SigningKey key = keys.signing(SigningAlgorithm.RS256).await().atMost(LONG);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(payload(genuine));
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKeyIdHeaderValue(key.id().value());
        jws.setHeader("typ", type);
        jws.setKey(key.privateKey());
        get(jws.getCompactSerialization()).statusCode(status);
    }

    private static String payload(String jwt) {
        return new String(
                Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    /** There is nobody behind it who could have the role. */
    @Test
    void aTokenOfAnApplicationItselfNeverGetsIn() {
        UUID application = person.user();
        // though everything else speaks for it: even its subject is that of an administrator
        administration.application(application.toString());
        AccessTokenClaims admitted = claims("tokens:read", AdminApi.identifier(issuer));
        AccessTokenClaims ofApplication =
                new AccessTokenClaims(
                        admitted.issuer(),
                        application.toString(),
                        admitted.audiences(),
                        new ClientId(application.toString()),
                        admitted.scopes(),
                        admitted.tokenId(),
                        admitted.issuedAt(),
                        admitted.expiresAt(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        admitted.authorizedAt(),
                        Optional.empty());
        refused(get(administration.sign(ofApplication)), 403, "insufficient_scope");
    }

    /** Fail closed: an endpoint that forgot to name its scope answers nobody. */
    @Test
    void aMethodThatNamesNoScopeAnswersNobody() {
        given().auth()
                .oauth2(administration.token(person, "tokens:read tokens:revoke"))
                .get(PATH + "/forgotten")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("error", equalTo("server_error"))
                .body("detail", not(containsString("guarded")));
        given().get(PATH + "/forgotten").then().statusCode(500);
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        for (String path : List.of("/admin/nothing", "/admin", PATH + "/nothing")) {
            given().get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("title", equalTo("Not Found"))
                    .body("error_id", matchesPattern("[A-Za-z0-9_-]{16}"));
        }
        given().delete(PATH).then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void timesAreInUtcWithMilliseconds() {
        given().auth()
                .oauth2(token())
                .get(PATH + "/time")
                .then()
                .body("at", equalTo("2026-11-22T02:30:00.000Z"));
    }

    @Test
    void everyResourceMethodOfTheServiceUnderAdminNamesAScope() {
        assertThat(ResourceMethods.underAdmin())
                .as("at least the two on revocations")
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        method ->
                                assertThat(method.getAnnotation(RequiresAdministration.class))
                                        .as(method.toString())
                                        .isNotNull()
                                        .extracting(RequiresAdministration::value)
                                        .isIn(AdminApi.TOKENS_READ, AdminApi.TOKENS_REVOKE));
    }
}
