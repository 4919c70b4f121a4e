package dev.countersign.desktop.step;

import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.terminal.Transcript;

/** RFC 6750 §3: the API says how to authenticate. */
public record CallWithoutToken(Api api, Transcript transcript) implements Step {

    @Override
    public String title() {
        return "Call the API without a token";
    }

    @Override
    public void play() throws Exception {
        Answer answer = api.anonymously("/me");
        String challenge = answer.header("WWW-Authenticate").orElse("");
        StepFailed.unless(
                answer.status() == 401 && challenge.startsWith("Bearer"),
                "401 with WWW-Authenticate: Bearer",
                answer.status() + " " + challenge);
        transcript.good("sign in required");
    }
}
