package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.ResourceApiReplica;
import dev.countersign.system.stack.RunningStack;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an API promises however it hears of revocations, kept by one that reaches no Kafka. */
abstract class ApiWithoutKafkaContract {

    private static final int REVOCATIONS = 5;
    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final String ACCOUNTS = "/api/accounts";

    final Origin origin;
    final ResourceApiReplica instance;
    private final Origin api;

    ApiWithoutKafkaContract(RunningStack stack, String revocations) throws Exception {
        this.origin = Origin.of(stack);
        this.instance = ResourceApiReplica.start(stack, revocations);
        this.api = instance.origin();
    }

    @AfterAll
    void itNeverCalledKafkaAndEnds() throws InterruptedException, IOException {
        boolean called = instance.calledKafka();
        instance.stop();
        assertThat(called).isFalse();
    }

    @Test
    void aGoodTokenPassesAndTheDataAreOfItsUser() throws IOException {
        Issued alices = Visitor.alice(origin).signIn(App.DESKTOP);
        Issued bobs = Visitor.bob(origin).signIn(App.DESKTOP);

        assertThat(accepted(ACCOUNTS, alices).text("sub")).isEqualTo(alices.claims().get("sub"));
        assertThat(accepted(ACCOUNTS, bobs).text("sub")).isEqualTo(bobs.claims().get("sub"));
        assertThat(accepted("/api/me", bobs).body()).contains("Brown").doesNotContain("Adams");
    }

    @Test
    void whatIsNoAccessTokenForThisApiIsRefused() throws IOException {
        Issued tokens = Visitor.alice(origin).signIn(App.DESKTOP);
        String[] parts = tokens.accessToken().split("\\.", 3);
        String unsigned = parts[0] + "." + parts[1] + ".";

        for (String bad :
                new String[] {"rubbish", unsigned, tokens.idToken(), tokens.refreshToken()}) {
            Refused.challenging(api.get(ACCOUNTS, bad), 401, "invalid_token");
        }
        assertThat(api.get(ACCOUNTS).status()).isEqualTo(401);
        accepted(ACCOUNTS, tokens);
    }

    /** RFC 6750 §3.1. */
    @Test
    void aTokenWithoutTheScopeIsNotEnough() throws IOException {
        Issued tokens = Visitor.alice(origin).signIn(App.DESKTOP);
        Issued narrow =
                Issued.by(
                        origin.post(
                                "/oauth2/token",
                                App.DESKTOP,
                                tokens.refreshRequest().and("scope", "openid profile")));

        Refused.challenging(api.get(ACCOUNTS, narrow.accessToken()), 403, "insufficient_scope");
        accepted("/api/me", narrow);
    }

    @Test
    void whatIsRevokedIsRefusedWithinASecondAndTheNextSignInWorks() throws IOException {
        var alice = Visitor.alice(origin);
        for (int i = 0; i < REVOCATIONS; i++) {
            Issued tokens = alice.signIn(App.DESKTOP);
            accepted(ACCOUNTS, tokens);
            done(tokens.revokeAccessToken(origin, App.DESKTOP));
            refusedWithinASecond(tokens);

            Issued refreshed = Issued.by(tokens.refresh(origin, App.DESKTOP));
            accepted(ACCOUNTS, refreshed);
            done(refreshed.revokeRefreshToken(origin, App.DESKTOP));
            refusedWithinASecond(refreshed);
        }
        accepted(ACCOUNTS, alice.signIn(App.DESKTOP));
    }

    @Test
    void aRuleOnAUserIsInForceWithinASecondAndTheNextSignInWorks() throws IOException {
        var bob = Visitor.bob(origin);
        Issued here = bob.signIn(App.DESKTOP);
        Issued there = bob.signIn(App.WEB);
        Issued alices = Visitor.alice(origin).signIn(App.DESKTOP);
        accepted(ACCOUNTS, here);
        accepted(ACCOUNTS, there);
        accepted(ACCOUNTS, alices);

        new Administration(origin).revoke("{\"user\": \"bob@example.com\"}");

        refusedWithinASecond(here, there);
        accepted(ACCOUNTS, bob.signIn(App.DESKTOP));
        accepted(ACCOUNTS, alices);
    }

    private Answer accepted(String path, Issued tokens) throws IOException {
        Answer answer = api.get(path, tokens.accessToken());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static void done(Answer revocation) {
        assertThat(revocation.status()).as(revocation.body()).isEqualTo(200);
    }

    /** From the answer to the revocation, which has just come, to the API's 401. */
    private void refusedWithinASecond(Issued... tokens) throws IOException {
        long start = System.nanoTime();
        for (Issued each : tokens) {
            Answer answer;
            do {
                answer = api.get(ACCOUNTS, each.accessToken());
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
            } while (answer.status() == 200);
            Refused.challenging(answer, 401, "invalid_token");
        }
    }
}
