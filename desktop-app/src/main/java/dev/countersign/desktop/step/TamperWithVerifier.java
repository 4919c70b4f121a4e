package dev.countersign.desktop.step;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.terminal.Transcript;

/** RFC 7636 §4.6: whoever stole the code does not have the verifier. */
public record TamperWithVerifier(CodeFlow flow, AuthorizationServer server, Transcript transcript)
        implements Step {

    @Override
    public String title() {
        return "A second sign-in, with another code_verifier";
    }

    @Override
    public void play() throws Exception {
        ReturnedBrowser browser = flow.authorize();
        var answer = server.swap(browser.code(), browser.sent().redirectUri(), new CodeVerifier());
        Landing landing =
                browser.showsError(ErrorPage.of("The sign-in did not succeed", "" + answer));
        if (landing instanceof Landing.Page page) {
            StepFailed.unless(page.status() == 400, "the app's error page", page);
        }
        var refused = answer.refused("invalid_grant");
        StepFailed.unless(!refused.description().isBlank(), "error_description", "none");
        StepFailed.unless(!refused.errorId().isBlank(), "error_id", "none");
        transcript.say("error: " + refused.error());
        transcript.say("error_description: " + refused.description());
        transcript.say("error_id: " + refused.errorId());
        transcript.say("look it up: ./countersign logs " + refused.errorId());
        transcript.good("the code alone is worth nothing; the browser shows a friendly page");
    }
}
