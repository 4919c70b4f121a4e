package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Design.md, "Grants and refresh tokens", over HTTP; RFC 9700 §4.14.2. */
@SystemTest
class RefreshRulesIT {

    private final Origin origin;

    RefreshRulesIT(RunningStack stack) {
        this.origin = Origin.of(stack);
    }

    private Issued signedIn() throws IOException {
        return Visitor.alice(origin).signIn(App.DESKTOP);
    }

    private Answer refresh(Issued tokens) throws IOException {
        return tokens.refresh(origin, App.DESKTOP);
    }

    @Test
    void aRepeatedRefreshGivesTheSameSuccessorAndAFreshAccessToken() throws IOException {
        Issued first = signedIn();

        Issued once = Issued.by(refresh(first));
        Issued twice = Issued.by(refresh(first));

        assertThat(once.refreshToken())
                .isNotEqualTo(first.refreshToken())
                .isEqualTo(twice.refreshToken());
        assertThat(once.claims().get("jti")).isNotEqualTo(twice.claims().get("jti"));
    }

    @Test
    void aConfidentialApplicationMustAuthenticateAndThenTheSameRulesHold() throws IOException {
        Issued first = Visitor.alice(origin).signIn(App.WEB);
        var guesser = new App(App.WEB.clientId(), "guessed", App.WEB.redirectUri());
        Refused.with(first.refresh(origin, guesser), 401, "invalid_client");

        Issued second = Issued.by(first.refresh(origin, App.WEB));
        assertThat(Issued.by(first.refresh(origin, App.WEB)).refreshToken())
                .isEqualTo(second.refreshToken());
        Issued third = Issued.by(second.refresh(origin, App.WEB));
        Refused.with(first.refresh(origin, App.WEB), 400, "invalid_grant");
        Issued.by(third.refresh(origin, App.WEB));
    }

    @Test
    void twoTabsThatRefreshAtTheSameMomentHoldTheSameToken() throws Exception {
        Issued shared = signedIn();
        try (var tabs = Executors.newFixedThreadPool(2)) {
            Callable<String> tab = () -> Issued.by(refresh(shared)).refreshToken();
            var held = tabs.invokeAll(List.of(tab, tab));
            assertThat(held.get(0).get()).isEqualTo(held.get(1).get());
        }
    }

    @Test
    void aLateDuplicateIsRefusedAndNothingIsRevoked() throws IOException {
        Issued first = signedIn();
        Issued second = Issued.by(refresh(first));
        Issued third = Issued.by(refresh(second));

        Refused.with(refresh(first), 400, "invalid_grant");

        assertThat(origin.get("/api/me", third.accessToken()).status()).isEqualTo(200);
        Issued.by(refresh(third));
    }

    @Test
    void aStolenTokenReplayedAfterTheWindowEndsTheGrant() throws Exception {
        App app = App.SHORT_WINDOW;
        Issued stolen = Visitor.alice(origin).signIn(app);
        Issued current = Issued.by(stolen.refresh(origin, app));

        // no repeated answer moves the window
        Answer refused =
                Eventually.within(
                        Duration.ofSeconds(7),
                        () -> stolen.refresh(origin, app),
                        it -> it.status() != 200);

        Refused.with(refused, 400, "invalid_grant");
        Refused.with(current.refresh(origin, app), 400, "invalid_grant");
        Answer api =
                Eventually.within(
                        Duration.ofSeconds(1),
                        () -> origin.get("/api/me", current.accessToken()),
                        it -> it.status() != 200);
        Refused.challenging(api, 401, "invalid_token");
    }

    @Test
    void anInventedTokenRevokesNothing() throws IOException {
        Issued tokens = signedIn();
        String token = tokens.refreshToken();
        int at = token.length() / 2;
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        String invented = token.substring(0, at) + other + token.substring(at + 1);

        Refused.with(refresh(withRefreshToken(tokens, invented)), 400, "invalid_grant");
        Refused.with(refresh(withRefreshToken(tokens, "x".repeat(9_000))), 400, "invalid_grant");

        Issued.by(refresh(tokens));
    }

    @Test
    void aTokenOfAnotherClientIsRefusedAndNotSpent() throws IOException {
        Issued tokens = signedIn();

        Refused.with(tokens.refresh(origin, App.OTHER), 400, "invalid_grant");
        Refused.with(tokens.refresh(origin, App.WEB), 400, "invalid_grant");

        Issued.by(refresh(tokens));
    }

    @Test
    void aWiderScopeIsRefusedAndANarrowerOneIsForThatAccessTokenOnly() throws IOException {
        Issued tokens = signedIn();

        Refused.with(
                origin.post(
                        "/oauth2/token",
                        App.DESKTOP,
                        tokens.refreshRequest().and("scope", "openid admin")),
                400,
                "invalid_scope");
        Issued narrow =
                Issued.by(
                        origin.post(
                                "/oauth2/token",
                                App.DESKTOP,
                                tokens.refreshRequest().and("scope", "openid")));

        assertThat(narrow.scope()).isEqualTo("openid");
        assertThat(Issued.by(refresh(narrow)).scope()).contains("accounts:read", "profile");
    }

    private static Issued withRefreshToken(Issued tokens, String refreshToken) {
        return new Issued(tokens.accessToken(), refreshToken, tokens.idToken(), tokens.scope());
    }
}
