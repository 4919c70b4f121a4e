package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RedisConnection;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What cannot be read in Redis is as good as absent: an answer for each, and never a 500. */
@SystemTest
class RubbishInRedisIT {

    private final RunningStack stack;
    private final Origin origin;

    RubbishInRedisIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
    }

    private void spoil() throws IOException {
        try (var redis = new RedisConnection(stack)) {
            assertThat(redis.spoilEverything()).isPositive();
        }
    }

    @Test
    void inPlaceOfACodeItIsAnInvalidGrant() throws IOException {
        Authorized authorized = Visitor.alice(origin).authorize(App.DESKTOP);
        spoil();

        Refused.with(authorized.redeem(origin), 400, "invalid_grant");
    }

    @Test
    void inPlaceOfASessionItIsNoSession() throws IOException {
        var alice = Visitor.alice(origin);
        alice.signIn(App.DESKTOP);
        spoil();

        Issued again = alice.signIn(App.DESKTOP);

        assertThat(origin.get("/api/me", again.accessToken()).status()).isEqualTo(200);
    }

    @Test
    void inPlaceOfAPendingRequestItIsAnExpiredSignIn() throws IOException {
        Answer begun = origin.get(AuthorizationRequest.of(App.DESKTOP).path());
        String login = begun.header("Location").orElseThrow();
        spoil();

        Answer answer = origin.get(login.replace(stack.issuer(), ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isHtml()).isTrue();
    }
}
