package dev.countersign.auth.logout;

import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.webRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.LoggedRefusals;
import dev.countersign.auth.Visitor;
import dev.countersign.auth.admin.fixture.Administration;
import dev.countersign.auth.authorize.AuthorizationResponse;
import dev.countersign.auth.logout.Hints.Hint;
import dev.countersign.embedded.EmbeddedStackResource;
import dev.countersign.store.session.SessionCookies;
import dev.countersign.store.session.Sessions;
import dev.countersign.store.session.SsoSession;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenID Connect RP-Initiated Logout 1.0. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class LogoutResourceTest {

    private static final String PATH = "/oauth2/logout";
    private static final String SESSION = "countersign-session";
    private static final String REGISTERED = "https://web.example/bye?kept=yes";
    private static final String STATE = "a state";
    private static final String BACK = REGISTERED + "&state=a%20state";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject Declared declared;
    @Inject Sessions sessions;
    @Inject Hints hints;
    @Inject Administration administration;

    private final Visitor browser = new Visitor();
    private SsoSession session;

    @BeforeEach
    void aPersonIsSignedIn() {
        declared.await();
        session = signedIn(browser, "dave@example.com");
    }

    private SsoSession signedIn(Visitor visitor, String email) {
        SsoSession begun = declared.beginningSession(email);
        SessionCookies held = sessions.begin(begun, SessionCookies.NONE).await().atMost(SOON);
        visitor.cookies().put(SESSION, held.current().orElseThrow().value());
        return begun;
    }

    private static boolean isSignedIn(Visitor visitor) {
        return location(visitor.authorize(webRequest())).startsWith("https://web.example/");
    }

    private Map<String, String> request(Hint hint, String returnTo) {
        Map<String, String> request = hints.parameters(hint, session);
        if (!returnTo.isEmpty()) {
            request.put("post_logout_redirect_uri", returnTo);
            request.put("state", STATE);
        }
        return request;
    }

    private Response logout(Map<String, String> request) {
        return browser.get(AuthorizationResponse.withQuery(PATH, request));
    }

    private Response answer(Response page, String answer) {
        Map<String, String> form = hidden(page);
        form.put("answer", answer);
        return browser.post(PATH, form);
    }

    private static Map<String, String> hidden(Response page) {
        List<String> names =
                page.htmlPath().getList("**.findAll { it.@type == 'hidden' }.@name", String.class);
        return names.stream()
                .collect(
                        Collectors.toMap(
                                name -> name,
                                name ->
                                        page.htmlPath()
                                                .getString(
                                                        "**.find { it.@name == '"
                                                                + name
                                                                + "' }.@value"),
                                (one, same) -> one,
                                HashMap::new));
    }

    private static void assertIsPage(Response answer, String text) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Location")).isNull();
        assertThat(answer.asString()).contains(text);
    }

    /** §2: only for a hint of the browser's own session nobody is asked. */
    private Response signedOut(Hint hint, String returnTo) {
        Response answer = logout(request(hint, returnTo));
        if (hint.actsAtOnce) {
            return answer;
        }
        assertIsPage(answer, "Sign out?");
        assertThat(isSignedIn(browser)).as("nothing has happened yet").isTrue();
        return answer(answer, "sign-out");
    }

    /** §3. */
    @ParameterizedTest
    @EnumSource
    void aRegisteredAddressIsReturnedToWithTheState(Hint hint) {
        Response answer = signedOut(hint, REGISTERED);

        if (hint.tellsTheApplication) {
            assertThat(location(answer)).isEqualTo(BACK);
        } else {
            assertIsPage(answer, "You are signed out");
        }
        assertThat(isSignedIn(browser)).isFalse();
    }

    /** §3: MUST NOT. */
    @ParameterizedTest
    @EnumSource
    void anAddressThatIsNotRegisteredIsNeverReturnedTo(Hint hint) {
        Response answer = signedOut(hint, "https://web.example/bye?kept=yes&more=x");

        assertIsPage(answer, "You are signed out");
        assertThat(answer.asString()).contains("not registered").doesNotContain("more=x");
        assertThat(isSignedIn(browser)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnAddressTheWayEndsAtAPageOfOurs(Hint hint) {
        assertThat(location(signedOut(hint, ""))).endsWith("/signed-out");
        assertThat(isSignedIn(browser)).isFalse();
    }

    /** §2: the person decides; there was no logout to return from. */
    @ParameterizedTest
    @EnumSource(names = {"STALE", "GARBAGE", "NONE", "CLIENT_ID_ALONE"})
    void whoDoesNotConfirmStaysSignedInAndIsSentNowhere(Hint hint) {
        Response answer = answer(logout(request(hint, REGISTERED)), "stay");

        assertIsPage(answer, "You are still signed in");
        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void addressesAreComparedExactlyButForANativeApplicationsLoopbackPort() {
        for (String uri :
                new String[] {
                    "https://web.example/callback?kept=yes",
                    "https://web.example/bye",
                    "https://web.example:443/bye?kept=yes",
                    "http://web.example/bye?kept=yes",
                    "https://web.example.evil.example/bye?kept=yes",
                    "https://web.example/bye?kept=yes#x",
                    "javascript:alert(1)",
                    "//evil.example",
                    "\r\nLocation: https://evil.example"
                }) {
            assertIsPage(logout(request(Hint.OURS, uri)), "You are signed out");
            session = signedIn(browser, "dave@example.com");
        }
        Map<String, String> ofDesktop = hints.ofDesktopApp(session);
        ofDesktop.put("post_logout_redirect_uri", "http://127.0.0.1:8003/signed-out");
        assertThat(location(logout(ofDesktop))).isEqualTo("http://127.0.0.1:8003/signed-out");
    }

    /** §2: MUST support POST; SameSite keeps the cookie from another site's form. */
    @Test
    void aRequestMayBePosted() {
        Response sent = new Visitor().post(PATH, request(Hint.OURS, REGISTERED));
        assertThat(location(sent)).contains(PATH + "?id_token_hint=");

        String again = location(sent).substring(location(sent).indexOf(PATH));
        assertThat(location(browser.get(again))).isEqualTo(BACK);
        assertThat(isSignedIn(browser)).isFalse();
    }

    /** What it may still name the browser by is worth nothing, whoever has it. */
    @Test
    void aCookieThatWasCopiedBeforeIsWorthNothing() {
        Visitor thief = new Visitor();
        thief.cookies().putAll(browser.cookies());

        logout(request(Hint.OURS, ""));

        assertThat(browser.cookies().get(SESSION)).isEmpty();
        assertThat(isSignedIn(thief)).isFalse();
        assertThat(
                        administration.rows(
                                """
                                select from revocation_rules where sid = $1 and before is not null
                                  and reason = 'signed out' and caused_by = $2
                                """,
                                session.sid().value(),
                                session.user().toString()))
                .hasSize(1);
        assertThat(
                        administration.rows(
                                """
                                select from audit_events where action = 'session.signed_out'
                                  and target = $1 and detail->>'client_id' = 'web-app'
                                """,
                                session.sid().value()))
                .hasSize(1);
    }

    /** Only who shows a hint of its own ends what outlives the session. */
    @Test
    void offlineAccessEndsForTheApplicationThatShowsAHintAndForNoneThatOnlyNamesItself() {
        administration.offlineGrant(session, "web-app");
        administration.offlineGrant(session, "desktop-app");
        answer(logout(request(Hint.CLIENT_ID_ALONE, "")), "sign-out");
        assertThat(livingGrants()).containsExactlyInAnyOrder("web-app", "desktop-app");

        session = signedIn(browser, "dave@example.com");
        administration.offlineGrant(session, "web-app");
        administration.offlineGrant(session, "desktop-app");
        logout(request(Hint.OURS, ""));
        assertThat(livingGrants()).containsExactly("desktop-app");
    }

    private List<String> livingGrants() {
        return administration
                .rows(
                        """
                        select client_id from grants
                        where obtained_in = $1 and ended_at is null
                        """,
                        session.sid().value())
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** RFC 9700 §4.7. */
    @Test
    void aForgedFormSignsNobodyOut() {
        Visitor stranger = new Visitor();
        signedIn(stranger, "bob@example.com");
        String theirs = hidden(stranger.get(PATH)).get("confirmation");
        String mine = hidden(browser.get(PATH)).get("confirmation");

        for (String forged : new String[] {"0-x", theirs}) {
            Response refused =
                    browser.post(PATH, Map.of("confirmation", forged, "answer", "sign-out"));
            assertThat(refused.statusCode()).isEqualTo(400);
        }
        session = signedIn(browser, "dave@example.com");
        assertThat(
                        browser.post(PATH, Map.of("confirmation", mine, "answer", "sign-out"))
                                .statusCode())
                .as("the form of another session")
                .isEqualTo(400);
        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void thePageSaysWhoAsksWhoIsSignedInAndWhereTheWayLeads() {
        Response page = logout(request(Hint.CLIENT_ID_ALONE, REGISTERED));

        assertThat(page.asString())
                .contains("dave@example.com", "Web App asks to sign you out")
                .contains("You will return to https://web.example");
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("form-action 'self' https://web.example;", "frame-ancestors 'none'");
        assertThat(page.getHeader("Cache-Control")).contains("no-store");
        assertThat(browser.get(PATH).getHeader("Content-Security-Policy"))
                .contains("form-action 'self';");
    }

    @Test
    void textThatIsNotOursIsShownAsText() {
        Map<String, String> request = request(Hint.CLIENT_ID_ALONE, REGISTERED);
        request.put("state", "\"><script>alert(1)</script>");

        Response page = logout(request);

        assertThat(page.asString()).doesNotContain("<script>");
        assertThat(location(answer(page, "sign-out")))
                .endsWith("&state=%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E");
    }

    @Test
    void whoIsNotSignedInIsAskedAndReturned() {
        browser.cookies().clear();
        Response page = logout(request(Hint.STALE, REGISTERED));

        assertThat(page.asString()).doesNotContain("Signed in as");
        assertThat(location(answer(page, "sign-out"))).isEqualTo(BACK);
    }

    /** RFC 6749 §3.1. */
    @Test
    void aRepeatedParameterIsRefusedOnAPage() {
        String url = AuthorizationResponse.withQuery(PATH, request(Hint.OURS, REGISTERED));
        Response refused = browser.get(url + "&state=x");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void aHintOfAnApplicationThatIsDisabledIsNone() {
        declared.enableApplication("web-app", false);
        try {
            Response page = logout(request(Hint.OURS, REGISTERED));
            assertIsPage(page, "Sign out?");
            assertIsPage(answer(page, "sign-out"), "not registered");
        } finally {
            declared.enableApplication("web-app", true);
        }
    }

    @Test
    void theLogNamesTheRefusalAndNeverTheHint() {
        try (LoggedRefusals log = new LoggedRefusals()) {
            Map<String, String> request = request(Hint.OURS, "https://evil.example/bye");
            logout(request);
            assertThat(log.lines()).anyMatch(it -> it.contains("POST_LOGOUT_URI_FOREIGN"));
            assertThat(log.lines()).noneMatch(it -> it.contains(request.get("id_token_hint")));
        }
    }
}
