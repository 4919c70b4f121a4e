package dev.countersign.desktop.step;

import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.terminal.Transcript;
import java.net.URI;

/** The browser still knows the person; the app returns them to where they were. */
public record SignInAgain(
        CodeFlow flow,
        Api api,
        AuthorizationServer server,
        Wallet wallet,
        URI postLoginPage,
        Transcript transcript)
        implements Step {

    private static final String LOCATION = "/accounts";

    @Override
    public String title() {
        return "Sign in again and return to " + LOCATION;
    }

    @Override
    public void play() throws Exception {
        ReturnedBrowser browser = flow.authorize();
        var tokens = browser.swapAt(server).granted().tokens();
        wallet.put(tokens);
        new IdTokenCheck(server).validate(wallet.idToken(), browser.sent().nonce());
        Landing landing = browser.showsPage(postLoginPage);
        SwapCode.mustShow(postLoginPage, landing);
        if (landing instanceof Landing.Page page) {
            StepFailed.unless(page.formsSent() == 0, "no form: single sign-on", page);
        }
        Api.mustBeOk(api.get(LOCATION, wallet.accessToken()));
        transcript.good("signed in again, and back at " + LOCATION);
    }
}
