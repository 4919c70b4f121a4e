package dev.countersign.desktop.step;

import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.countersign.desktop.http.Listener;
import dev.countersign.desktop.http.Wire;
import dev.countersign.desktop.terminal.Transcript;
import java.io.IOException;
import java.time.Duration;

/** Measures how long the API goes on to accept a token that was just revoked. */
public final class RevocationWatch {

    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Api shown;
    private final Api quiet;
    private final Transcript transcript;

    public RevocationWatch(Api api, Transcript transcript) {
        this.shown = api;
        this.quiet = new Api(api.base(), Wire.of(Listener.none()));
        this.transcript = transcript;
    }

    /** Asks again and again, from the answer to the revocation on, until the API refuses. */
    void untilRefused(AccessToken token) throws IOException, InterruptedException, StepFailed {
        long revoked = System.nanoTime();
        Duration passed = Duration.ZERO;
        while (quiet.get("/me", token).status() == 200) {
            passed = Duration.ofNanos(System.nanoTime() - revoked);
            StepFailed.unless(
                    passed.compareTo(BOUND) <= 0, "a refusal within a second", "200 still");
            Thread.sleep(PAUSE);
        }
        passed = Duration.ofNanos(System.nanoTime() - revoked);
        Api.mustRefuse(shown.get("/me", token), 401, "invalid_token");
        StepFailed.unless(passed.compareTo(BOUND) <= 0, "a refusal within a second", passed);
        transcript.good("the API refuses it, " + passed.toMillis() + " ms after the revocation");
    }
}
