package dev.countersign.desktop.step;

import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.terminal.Transcript;

/** The API answers with who is signed in, and with data of that person. */
public record AskTheApi(Api api, Wallet wallet, Transcript transcript) implements Step {

    @Override
    public String title() {
        return "Ask the API who is signed in, and for their accounts";
    }

    @Override
    public void play() throws Exception {
        Answer me = Api.mustBeOk(api.get("/me", wallet.accessToken()));
        Api.mustBeOk(api.get("/accounts", wallet.accessToken()));
        transcript.good("the API knows " + me.text("email"));
    }
}
