package dev.countersign.desktop.step;

import dev.countersign.desktop.terminal.Transcript;
import java.util.Optional;

/** The person signs in, and allows the application what it asks for, in the browser. */
public final class SignIn implements Step {

    private final CodeFlow flow;
    private final Transcript transcript;
    private Optional<ReturnedBrowser> returned = Optional.empty();

    public SignIn(CodeFlow flow, Transcript transcript) {
        this.flow = flow;
        this.transcript = transcript;
    }

    @Override
    public String title() {
        return "Open the browser: the person signs in and allows the access";
    }

    @Override
    public void play() throws Exception {
        returned = Optional.of(flow.authorize());
        transcript.good("a code has arrived; the browser waits until it is swapped");
    }

    ReturnedBrowser returned() {
        return returned.orElseThrow(() -> new IllegalStateException("sign in first"));
    }
}
