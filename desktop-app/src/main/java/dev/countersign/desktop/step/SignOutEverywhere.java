package dev.countersign.desktop.step;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import dev.countersign.desktop.browser.Arrival;
import dev.countersign.desktop.browser.Browser;
import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.browser.LoopbackServer;
import dev.countersign.desktop.browser.PortRange;
import dev.countersign.desktop.terminal.Transcript;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The browser's session ends, and with it what this app got in it (OpenID Connect RP-Initiated
 * Logout 1.0): offline access, too, for it is this app that asks.
 */
public record SignOutEverywhere(
        AuthorizationServer server,
        Browser browser,
        PortRange ports,
        Wallet wallet,
        RevocationWatch watch,
        URI postLogoutPage,
        Transcript transcript)
        implements Step {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String title() {
        return "Sign out everywhere: the browser's session ends, too";
    }

    @Override
    public void play() throws Exception {
        JWT hint = wallet.idToken().orElseThrow(() -> new StepFailed("an ID token", "none"));
        try (var loopback = LoopbackServer.open(ports, "/signed-out-callback")) {
            transcript.say("listening on " + loopback.redirectUri());
            var state = new State();
            var request =
                    new LogoutRequest(
                            server.metadata().getEndSessionEndpointURI(),
                            hint,
                            loopback.redirectUri(),
                            state);
            // shortened, for the query holds the hint; the person's browser gets all of it
            transcript.say("open " + request.toURI());
            CompletableFuture<Landing> visit = browser.open(request.toURI());
            Arrival arrival = loopback.await(visit, PATIENCE);
            transcript.say("the browser is back: " + arrival.address());
            check(arrival, state);
            arrival.redirect(postLogoutPage);
            SwapCode.mustShow(postLogoutPage, visit.get(30, TimeUnit.SECONDS));
        }
        watch.untilRefused(wallet.accessToken());
        server.refresh(wallet.refreshToken()).refused("invalid_grant");
        wallet.forget();
        transcript.good("signed out: here, at the API, and in the browser");
    }

    /** §3: the state comes back as it was sent. */
    private void check(Arrival arrival, State state) throws IOException, StepFailed {
        boolean ours = ("state=" + state).equals(arrival.address().getRawQuery());
        if (!ours) {
            arrival.page(ErrorPage.of("This is not the sign-out that you began", ""));
        }
        StepFailed.unless(ours, "the state that was sent", arrival.address());
        transcript.good("the state is the one expected");
    }
}
