package dev.countersign.system;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.Pause;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Contract.md section 4, with an application whose lifetimes are seconds. */
@SystemTest
class LifetimesIT {

    private static final Duration CODE = Duration.ofSeconds(3);

    /** The longest lifetime, and the clock skew that the API allows. */
    private static final Duration SURELY_ENDED = Duration.ofSeconds(45);

    private final Origin origin;
    private final Visitor alice;

    LifetimesIT(RunningStack stack) {
        this.origin = Origin.of(stack);
        this.alice = Visitor.alice(origin);
    }

    @Test
    void aCodePresentedTooLateIsWorthNothing() throws Exception {
        Authorized authorized = alice.authorize(App.SHORT_LIVED);
        // the passing of time is the matter here, and looking would spend the code
        Pause.of(CODE.plusMillis(500));

        Refused.with(authorized.redeem(origin), 400, "invalid_grant");
    }

    @Test
    void anExpiredAccessTokenIsAnInvalidToken() throws Exception {
        Issued tokens = alice.signIn(App.SHORT_LIVED);

        Answer refused =
                Eventually.within(
                        SURELY_ENDED,
                        () -> origin.get("/api/me", tokens.accessToken()),
                        it -> it.status() != 200);

        Refused.challenging(refused, 401, "invalid_token");
    }

    @Test
    void theRefreshTokenEndsWithTheGrantHoweverOftenItIsUsed() throws Exception {
        Issued[] latest = {alice.signIn(App.SHORT_LIVED)};

        Answer refused =
                Eventually.within(
                        SURELY_ENDED,
                        () -> {
                            Answer answer = latest[0].refresh(origin, App.SHORT_LIVED);
                            if (answer.status() == 200) {
                                latest[0] = Issued.by(answer);
                            }
                            return answer;
                        },
                        it -> it.status() != 200);

        Refused.with(refused, 400, "invalid_grant");
    }
}
