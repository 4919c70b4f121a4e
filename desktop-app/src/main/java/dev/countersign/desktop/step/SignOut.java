package dev.countersign.desktop.step;

import dev.countersign.desktop.terminal.Transcript;

/** Locally: the app forgets; the browser's session is not the app's to end. */
public record SignOut(Api api, Wallet wallet, Transcript transcript) implements Step {

    @Override
    public String title() {
        return "Sign out: forget the tokens";
    }

    @Override
    public void play() throws Exception {
        wallet.forget();
        StepFailed.unless(wallet.isEmpty(), "an empty wallet", "tokens");
        StepFailed.unless(api.anonymously("/me").status() == 401, "401", "an answer");
        transcript.good("signed out");
    }
}
