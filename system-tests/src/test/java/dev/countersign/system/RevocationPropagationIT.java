package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promise of Countersign, measured from outside. */
@SystemTest
class RevocationPropagationIT {

    private static final int REVOCATIONS = 100;
    private static final Duration BOUND = Duration.ofSeconds(1);

    private final Origin origin;

    RevocationPropagationIT(RunningStack stack) {
        this.origin = Origin.of(stack);
    }

    @Test
    void everyRevocationReachesTheApiWithinASecond() throws IOException {
        var visitor = Visitor.alice(origin);
        var measured = new ArrayList<Duration>();
        while (measured.size() < REVOCATIONS) {
            Issued first = visitor.signIn(App.DESKTOP);
            requireAccepted(first);
            measured.add(revoked(first, first.revokeAccessToken(origin, App.DESKTOP)));

            Issued second = Issued.by(first.refresh(origin, App.DESKTOP));
            requireAccepted(second);
            measured.add(revoked(second, second.revokeRefreshToken(origin, App.DESKTOP)));
        }
        List<Duration> sorted = measured.stream().sorted().toList();
        System.out.printf(
                "%d revocations: p50 %d ms, p99 %d ms, worst %d ms%n",
                sorted.size(),
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() * 99 / 100 - 1).toMillis(),
                sorted.getLast().toMillis());
        assertThat(sorted).hasSize(REVOCATIONS).allMatch(it -> it.compareTo(BOUND) < 0);
    }

    private void requireAccepted(Issued tokens) throws IOException {
        Answer answer = origin.get("/api/accounts", tokens.accessToken());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** From the 200 of the revocation to the API's 401. */
    private Duration revoked(Issued tokens, Answer revocation) throws IOException {
        long start = System.nanoTime();
        assertThat(revocation.status()).isEqualTo(200);
        while (true) {
            Answer answer = origin.get("/api/accounts", tokens.accessToken());
            Duration passed = Duration.ofNanos(System.nanoTime() - start);
            if (answer.status() != 200) {
                Refused.challenging(answer, 401, "invalid_token");
                return passed;
            }
            if (passed.compareTo(BOUND.multipliedBy(10)) > 0) {
                throw new AssertionError("still accepted after " + passed);
            }
        }
    }
}
