package dev.countersign.auth.admin.home;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.location;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Administration at a host of its own: {@code countersign.administration.origin}. */
@QuarkusTest
@TestProfile(AdministrationElsewhereTest.Elsewhere.class)
@WithTestResource(EmbeddedStackResource.class)
class AdministrationElsewhereTest {

    private static final String ISSUER = "http://localhost:8080";
    private static final String ISSUERS_HOST = "localhost:8080";
    private static final String ADMINISTRATION = "https://admin.example.com";
    private static final String ITS_HOST = "admin.example.com";
    private static final String ALICE = "alice@example.com";
    private static final String SESSION = "__Host-countersign-admin-session";
    private static final String USER =
            """
            {"first_name": "Nora", "email": "WORD@example.com",
             "password": "seven-lamps-of-brass", "confirm_password": "seven-lamps-of-brass"}""";
    private static final String BOOTSTRAP_SECRET = "the-bootstrap-secret-of-the-tests-0000001";

    @Inject Declared declared;
    @Inject Administration administration;

    /** Of one browser, which sends neither host the cookies of the other. */
    private final Visitor atTheIssuer = new Visitor().at(ISSUERS_HOST);

    private final Visitor atAdministration = new Visitor().at(ITS_HOST);

    public static final class Elsewhere implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("countersign.administration.origin", ADMINISTRATION);
        }
    }

    @BeforeEach
    void aliceIsAnAdministrator() {
        declared.await();
        declared.roles(ALICE, "administrator");
    }

    @AfterEach
    void aliceIsNobody() {
        declared.roles(ALICE);
    }

    private RequestSpecification administrator(String host) {
        return administration.by(administration.administrator()).header("Host", host);
    }

    /** RFC 6749 §4.1, between two hosts. */
    @Test
    void theSignInGoesThroughTheIssuerAndComesBack() {
        Response sent = atAdministration.get("/admin");

        assertThat(location(sent)).startsWith(ISSUER + "/oauth2/authorize?");
        assertThat(answer(sent)).containsEntry("redirect_uri", ADMINISTRATION + "/admin");
        assertThat(signedIn(sent).asString()).contains(ALICE, "You are an administrator");
        assertThat(atTheIssuer.cookies()).doesNotContainKey(SESSION);
    }

    /** RFC 6265bis §4.1.3.2: by the scheme of its own host, though the issuer's is another. */
    @Test
    void itsCookiesAreBoundToItsHost() {
        Response sent = atAdministration.get("/admin");

        assertThat(sent.getHeader("Set-Cookie"))
                .startsWith("__Host-countersign-admin-sign-in=")
                .contains("Secure")
                .contains("Path=/")
                .doesNotContain("Domain");
    }

    /** CSP 3 §6.3.1: browsers look at where a form's answer leads, too. */
    @Test
    void whoSignsOutThereIsLedToTheIssuerAndThePageAllowsIt() {
        Response page = signedIn(atAdministration.get("/admin"));
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("form-action 'self' " + ISSUER + ";");

        Response out = leave(page, "sign-out");

        assertThat(location(out)).isEqualTo(ISSUER + "/signed-out");
        assertThat(atAdministration.get("/admin").statusCode()).isEqualTo(303);
    }

    @Test
    void whoSignsInAsSomebodyElseDoesSoAtTheIssuer() {
        Response sent = leave(signedIn(atAdministration.get("/admin")), "sign-in");

        assertThat(location(sent)).startsWith(ISSUER + "/oauth2/authorize?");
        assertThat(answer(sent))
                .containsEntry("prompt", "login")
                .containsEntry("redirect_uri", ADMINISTRATION + "/admin");
    }

    /** Contract, section 3: {@code <issuer>/admin}, wherever it is asked for. */
    @Test
    void theAudienceOfItsTokensStaysTheIssuers() {
        administrator(ITS_HOST).get("/admin/users?limit=1").then().statusCode(200);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments("/admin/users", USER),
                arguments("/admin/applications/CLIENT/users", USER),
                arguments(
                        "/admin/applications",
                        """
                        {"name": "N", "authenticator": "Authorization PKCE Flow",
                         "redirect_uris": ["http://127.0.0.1/callback"]}"""),
                arguments(
                        "/admin/apis",
                        """
                        {"identifier": "https://WORD.example", "name": "A",
                         "scopes": [{"name": "WORD:read", "sentence": "See your things"}]}"""));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsMadeThereIsFoundThere(String path, String document) {
        String there = path.replace("CLIENT", administration.application());

        administrator(ITS_HOST)
                .contentType("application/json")
                .body(document.replace("WORD", "w" + UUID.randomUUID()))
                .post(there)
                .then()
                .statusCode(201)
                .header("Location", startsWith(ADMINISTRATION + there + "/"));
    }

    @Test
    void theLinkOfTheFirstAdministratorLeadsThere() {
        administration.nobodyAdministers();

        given().header("Host", ITS_HOST)
                .auth()
                .oauth2(BOOTSTRAP_SECRET)
                .post("/admin/users/bootstrap")
                .then()
                .statusCode(200)
                .body("link", startsWith(ADMINISTRATION + "/admin/users/bootstrap?token="));
    }

    /** Anybody reads that page. */
    @Test
    void thePublicPageDoesNotNameIt() {
        assertThat(atTheIssuer.get("/").asString())
                .contains(ISSUER)
                .doesNotContain(ITS_HOST, "/admin");
    }

    /** The page, after the sign-in that began with this redirect. */
    private Response signedIn(Response sent) {
        Response login = atTheIssuer.get(location(atTheIssuer.get(issuers(location(sent)))));
        Response answered = atTheIssuer.signIn(login, ALICE, Visitor.PASSWORD);
        assertThat(location(answered)).startsWith(ADMINISTRATION + "/admin?");
        Response begun =
                atAdministration.get(location(answered).substring(ADMINISTRATION.length()));
        assertThat(location(begun)).isEqualTo(ADMINISTRATION + "/admin");
        assertThat(begun.getDetailedCookie(SESSION).isSecured()).isTrue();
        return atAdministration.get("/admin");
    }

    private Response leave(Response page, String next) {
        String token = page.htmlPath().getString("**.find { it.@name == 'token' }.@value");
        return atAdministration.post("/admin", Map.of("token", token, "next", next));
    }

    /** The service under test listens elsewhere than its issuer says. */
    private static String issuers(String url) {
        assertThat(url).startsWith(ISSUER);
        return url.substring(ISSUER.length());
    }
}
