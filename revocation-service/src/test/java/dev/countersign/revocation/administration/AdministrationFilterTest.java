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
import dev.countersign.jose.IdTokenHashes;
import dev.countersign.jose.KeyRing;
import dev.countersign.jose.SigningKey;
import dev.countersign.jose.TokenSigner;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectIdentifier;
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
import java.util.Map;
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
        administration.sql("update users set roles = '{operator}' where id = $1", person.user());
        refused(get(token), 403, "insufficient_scope");
        administration.sql(
                "update users set roles = '{operator,administrator}' where id = $1", person.user());
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
                                        new SubjectIdentifier(person.user()),
                                        new ClientId(AdminApi.identifier(issuer)),
                                        now,
                                        now.plusSeconds(600),
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

    /** What it reads is everything, and it changes nothing. */
    @Test
    void anAuditorComesInByGetAlone() {
        person = administration.person("{auditor}");
        get(token()).statusCode(200);
        String both = administration.token(person, "tokens:read tokens:revoke");
        refused(
                given().auth()
                        .oauth2(both)
                        .contentType("application/json")
                        .body("{}")
                        .post(PATH)
                        .then(),
                403,
                "insufficient_scope");
        refused(delete(both, "some-app"), 403, "insufficient_scope");
    }

    @Test
    void aManagerComesInForItsOwnApplicationsAlone() {
        person = administration.person("{}");
        String mine = manage();
        String other = "app-" + UUID.randomUUID();
        administration.application(other);
        String both = administration.token(person, "tokens:read tokens:revoke");
        get(both, "/" + mine).statusCode(200).body(equalTo("\"MANAGER\""));
        delete(both, mine).statusCode(200);
        get(both, "").statusCode(200);
        refused(get(both, "/" + other), 403, "insufficient_scope");
        refused(delete(both, other), 403, "insufficient_scope");
        refused(get(both, "/no-such-app"), 403, "insufficient_scope");
        refused(get(both), 403, "insufficient_scope");
        get(both, "/" + "x".repeat(300)).statusCode(404);
        administration.sql("delete from application_managers where client_id = $1", mine);
        refused(get(both, "/" + mine), 403, "insufficient_scope");
        refused(get(both, ""), 403, "insufficient_scope");
    }

    private String manage() {
        String app = "app-" + UUID.randomUUID();
        administration.application(app);
        administration.sql(
                "insert into application_managers (client_id, user_id) values ($1, $2)",
                app,
                person.user());
        return app;
    }

    private static ValidatableResponse get(String token, String application) {
        return given().auth().oauth2(token).get(PATH + "/applications" + application).then();
    }

    private static ValidatableResponse delete(String token, String application) {
        return given().auth().oauth2(token).delete(PATH + "/applications/" + application).then();
    }

    /** Contract section 3: its scopes go only to listed applications, read again at each use. */
    @Test
    void aScopeTakenFromTheApplicationAMomentAgoIsGone() {
        String token = token();
        administration.sql(
                "update applications set scopes = '{tokens:revoke}' where client_id = $1",
                Administration.ADMIN_APP);
        try {
            refused(get(token), 403, "insufficient_scope");
        } finally {
            administration.sql(
                    "update applications set scopes = '{tokens:read,tokens:revoke}' where client_id = $1",
                    Administration.ADMIN_APP);
        }
        get(token).statusCode(200);
    }

    /** Even if its subject is an administrator's. */
    @Test
    void aTokenOfAnApplicationItselfGetsInOnlyIfItIsListedAndActsForItself() {
        UUID application = person.user();
        administration.application(application.toString());
        String token = ofApplication(application.toString());
        refused(get(token), 403, "insufficient_scope");
        register(application, "{tokens:read}", "{authorization_code}");
        refused(get(token), 403, "insufficient_scope");
        register(application, "{tokens:revoke}", "{client_credentials}");
        refused(get(token), 403, "insufficient_scope");
        register(application, "{tokens:read}", "{client_credentials}");
        get(token).statusCode(200).body("user", equalTo(application.toString()));
        administration.sql(
                "update applications set enabled = false where client_id = $1",
                application.toString());
        refused(get(token), 401, "invalid_token");
    }

    private void register(UUID application, String scopes, String grantTypes) {
        administration.sql(
                """
                update applications set scopes = $2::text::text[], grant_types = $3::text::text[]
                where client_id = $1
                """,
                application.toString(),
                scopes,
                grantTypes);
    }

    private String ofApplication(String clientId) {
        AccessTokenClaims admitted = claims("tokens:read", AdminApi.identifier(issuer));
        return administration.sign(
                new AccessTokenClaims(
                        admitted.issuer(),
                        clientId,
                        admitted.audiences(),
                        new ClientId(clientId),
                        admitted.scopes(),
                        admitted.tokenId(),
                        admitted.issuedAt(),
                        admitted.expiresAt(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        admitted.authorizedAt(),
                        Optional.empty()));
    }

    /** Issue 4: refused and failed acts are audit records, too. */
    @Test
    void whatIsRefusedIsAnAuditRecord() {
        person = administration.person("{}");
        get(token()).statusCode(403);
        assertThat(administration.audited(person))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.getString("action")).isEqualTo("administration.refused");
                            assertThat(it.getJsonObject("detail").getString("asked"))
                                    .isEqualTo("GET /admin/sample");
                            assertThat(it.getJsonObject("detail").getString("refusal"))
                                    .isEqualTo("TOKEN_OF_NO_ADMINISTRATOR");
                        });
        administration.sql(
                "update users set roles = '{administrator}' where id = $1", person.user());
        String id =
                given().auth()
                        .oauth2(token())
                        .get(PATH + "/taken")
                        .then()
                        .statusCode(409)
                        .extract()
                        .path("error_id");
        assertThat(administration.audited(person))
                .last()
                .satisfies(
                        it ->
                                assertThat(it.getJsonObject("detail").getString("error_id"))
                                        .isEqualTo(id));
    }

    @Test
    void whatSaysThatItGuardsItselfIsOpen() {
        given().get(PATH + "/open").then().statusCode(200);
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
}
