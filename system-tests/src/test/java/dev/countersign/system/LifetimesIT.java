package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Contract.md section 4, with an application whose lifetimes are seconds. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifetimesIT {

    private static final Duration CODE = Duration.ofSeconds(3);

    /** The longest lifetime, and the clock skew that the API allows. */
    private static final Duration SURELY_ENDED = Duration.ofSeconds(45);

    private final RunningStack stack;
    private final Origin origin;
    private final Visitor alice;

    LifetimesIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
        this.alice = Visitor.alice(origin);
    }

    /** No page and no file sets these yet; nobody has asked for this application before. */
    @BeforeAll
    void shorten() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + stack.port("postgres") + "/countersign";
        try (var database =
                        DriverManager.getConnection(
                                url, "countersign", stack.secret("countersign-password"));
                var update =
                        database.prepareStatement(
                                """
                                update applications set code_lifetime = ?::interval,
                                  access_token_lifetime = '2 seconds', grant_lifetime = '6 seconds'
                                where client_id = ?
                                """)) {
            update.setString(1, CODE.toString());
            update.setString(2, App.SHORT_LIVED.clientId());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
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
