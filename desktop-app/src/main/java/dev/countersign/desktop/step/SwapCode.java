package dev.countersign.desktop.step;

import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.terminal.Transcript;
import java.net.URI;

/** The code becomes tokens; only then is the browser answered. */
public record SwapCode(
        SignIn signIn,
        AuthorizationServer server,
        Wallet wallet,
        URI postLoginPage,
        Transcript transcript)
        implements Step {

    @Override
    public String title() {
        return "Swap the code for tokens, then answer the browser";
    }

    @Override
    public void play() throws Exception {
        ReturnedBrowser browser = signIn.returned();
        TokenAnswer answer = browser.swapAt(server);
        if (answer instanceof TokenAnswer.Refused refused) {
            browser.showsError(ErrorPage.of("The sign-in did not succeed", refused.toString()));
        }
        TokenAnswer.Granted granted = answer.granted();
        wallet.put(granted.tokens());
        transcript.good("granted: " + granted.scope());
        mustShow(postLoginPage, browser.showsPage(postLoginPage));
        transcript.good("the browser shows " + postLoginPage);
    }

    static void mustShow(URI page, Landing landing) throws StepFailed {
        boolean shown =
                switch (landing) {
                    case Landing.Page it -> it.status() == 200 && it.address().equals(page);
                    case Landing.Unseen() -> true;
                };
        StepFailed.unless(shown, "the page " + page, landing);
    }
}
