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
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import dev.countersign.system.stack.TokenServiceReplica;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two token-services side by side are one: nothing is remembered in a process. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoReplicasIT {

    private static final String DISABLE =
            "update applications set enabled = false where client_id = 'other-app'";

    private static final String ENABLE =
            "update applications set enabled = true where client_id = 'other-app'";

    private static final Duration A_SECOND_ON_A_BUSY_MACHINE = Duration.ofSeconds(3);

    private final RunningStack stack;
    private final Origin first;
    private final Origin second;
    private final TokenServiceReplica replica;
    private final Visitor alice;

    TwoReplicasIT(RunningStack stack) throws Exception {
        this.stack = stack;
        this.first = Origin.of(stack);
        this.replica = TokenServiceReplica.start(stack);
        this.second = replica.origin();
        this.alice = Visitor.alice(first);
    }

    @AfterAll
    void stop() throws InterruptedException {
        replica.stop();
    }

    @Test
    void bothPublishTheSameKeysAndTheSameMetadata() throws IOException {
        assertThat(second.get("/oauth2/jwks").json()).isEqualTo(first.get("/oauth2/jwks").json());
        String discovery = "/.well-known/openid-configuration";
        assertThat(second.get(discovery).json()).isEqualTo(first.get(discovery).json());
    }

    @Test
    void aCodeRedeemedAtOneIsAReplayAtTheOther() throws IOException {
        Authorized authorized = alice.authorize(App.DESKTOP);
        Issued tokens = Issued.by(authorized.redeem(second));

        Refused.with(authorized.redeem(first), 400, "invalid_grant");

        Refused.with(tokens.refresh(second, App.DESKTOP), 400, "invalid_grant");
    }

    /** None, if the second presentation is seen before the first has made its grant. */
    @Test
    void ofTwoAtTheSameMomentNotMoreThanOneRedeemsACodeAndItsGrantIsOver() throws Exception {
        Authorized authorized = alice.authorize(App.DESKTOP);

        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    threads
                            .invokeAll(
                                    List.<Callable<Answer>>of(
                                            () -> authorized.redeem(first),
                                            () -> authorized.redeem(second)))
                            .stream()
                            .map(Future::resultNow)
                            .toList();
        }

        List<Answer> redeemed = answers.stream().filter(it -> it.status() == 200).toList();
        assertThat(redeemed).hasSizeLessThanOrEqualTo(1);
        answers.stream()
                .filter(it -> !redeemed.contains(it))
                .forEach(it -> Refused.with(it, 400, "invalid_grant"));
        for (Answer answer : redeemed) {
            Answer refreshed = Issued.by(answer).refresh(first, App.DESKTOP);
            Refused.with(refreshed, 400, "invalid_grant");
        }
    }

    @Test
    void aGrantIsRefreshedAtEither() throws IOException {
        Issued tokens = alice.signIn(App.DESKTOP);

        Issued there = Issued.by(tokens.refresh(second, App.DESKTOP));
        Issued here = Issued.by(there.refresh(first, App.DESKTOP));

        assertThat(first.get("/api/me", there.accessToken()).status()).isEqualTo(200);
        assertThat(first.get("/api/me", here.accessToken()).status()).isEqualTo(200);
    }

    @Test
    void aRefreshRepeatedAtTheOtherGivesTheSameSuccessor() throws IOException {
        Issued tokens = alice.signIn(App.DESKTOP);

        Issued here = Issued.by(tokens.refresh(first, App.DESKTOP));
        Issued there = Issued.by(tokens.refresh(second, App.DESKTOP));

        assertThat(there.refreshToken()).isEqualTo(here.refreshToken());
    }

    /**
     * What issues a token reads the application itself, whatever is cached. An event of before may
     * end the copy in between: then it is refused by its name, and the replica was not stale.
     */
    @Test
    void aReplicaWhoseCacheIsStaleIssuesNothingForADisabledApplication() throws Exception {
        List<Answer> refused =
                Eventually.within(
                        A_SECOND_ON_A_BUSY_MACHINE,
                        this::refusedWhileNobodyHearsThatItIsDisabled,
                        answers -> answers.stream().allMatch(it -> it.status() == 400));

        refused.forEach(it -> Refused.with(it, 400, "invalid_grant"));
        Issued.by(refreshedAtTheSecond(alice.signIn(App.OTHER)));
    }

    /** A refresh and a code at a replica that has just served the application. */
    private List<Answer> refusedWhileNobodyHearsThatItIsDisabled() throws Exception {
        Authorized code = alice.authorize(App.OTHER);
        Issued there = Issued.by(refreshedAtTheSecond(alice.signIn(App.OTHER)));
        stack.sql("alter table applications disable trigger applications_noted");
        try {
            stack.sql(DISABLE);
            return List.of(
                    Refused.explained(there.refresh(second, App.OTHER)),
                    Refused.explained(code.redeem(second)));
        } finally {
            stack.sql("alter table applications enable trigger applications_noted");
            stack.sql(ENABLE);
        }
    }

    private Answer refreshedAtTheSecond(Issued tokens) throws Exception {
        return Eventually.within(
                A_SECOND_ON_A_BUSY_MACHINE,
                () -> tokens.refresh(second, App.OTHER),
                it -> it.status() == 200);
    }

    /** By an event: the copies would be believed for minutes. */
    @Test
    void anApplicationThatIsDisabledIsRefusedByBothAtOnce() throws Exception {
        Issued there = Issued.by(refreshedAtTheSecond(alice.signIn(App.OTHER)));
        Issued here = Issued.by(there.refresh(first, App.OTHER));
        stack.sql(DISABLE);
        try {
            for (Origin origin : List.of(first, second)) {
                Answer refused =
                        Eventually.within(
                                A_SECOND_ON_A_BUSY_MACHINE,
                                () -> here.refresh(origin, App.OTHER),
                                it -> it.status() == 401);
                Refused.with(refused, 401, "invalid_client");
            }
        } finally {
            stack.sql(ENABLE);
        }
        for (Origin origin : List.of(first, second)) {
            Eventually.within(
                    A_SECOND_ON_A_BUSY_MACHINE,
                    () -> here.refresh(origin, App.OTHER),
                    it -> it.status() == 200);
        }
    }

    @Test
    void whatIsRevokedIsRefusedAtBoth() throws IOException {
        Issued tokens = alice.signIn(App.DESKTOP);
        tokens.revokeRefreshToken(first, App.DESKTOP);

        Refused.with(tokens.refresh(second, App.DESKTOP), 400, "invalid_grant");
        Refused.with(tokens.refresh(first, App.DESKTOP), 400, "invalid_grant");
    }
}
