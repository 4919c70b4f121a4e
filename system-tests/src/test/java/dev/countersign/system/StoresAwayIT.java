package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.local.ServiceDefinition;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.EmbeddedOnly;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.Frozen;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each store away for a while: an honest answer in time, and nothing lost when it is back. */
@SystemTest
@Order(Integer.MAX_VALUE)
class StoresAwayIT {

    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    private final RunningStack stack;
    private final Origin origin;

    StoresAwayIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
    }

    /** What one test takes away, the next one finds back. */
    @AfterEach
    void everythingWorksAgain() throws Exception {
        Eventually.within(RECOVERY, this::accountsOfANewSignIn, status -> status == 200);
    }

    @Test
    void withoutPostgresqlNothingIsPromisedAndNothingIsLost() throws Exception {
        var alice = Visitor.alice(origin);
        Issued tokens = alice.signIn(App.DESKTOP);
        Frozen.during(
                stack.process("postgres"),
                () -> {
                    away(() -> tokens.refresh(origin, App.DESKTOP));
                    away(() -> tokens.revokeAccessToken(origin, App.DESKTOP));
                    away(() -> introspect(tokens));
                    away(() -> origin.get("/oauth2/userinfo", tokens.accessToken()));
                });
        Issued refreshed =
                Issued.by(
                        Eventually.within(
                                RECOVERY,
                                () -> tokens.refresh(origin, App.DESKTOP),
                                it -> it.status() == 200));
        assertThat(refreshed.refreshToken()).isNotEqualTo(tokens.refreshToken());
    }

    @Test
    void withoutRedisNobodySignsInAndWhoIsSignedInGoesOn() throws Exception {
        var alice = Visitor.alice(origin);
        Issued tokens = alice.signIn(App.DESKTOP);
        Authorized authorized = alice.authorize(App.DESKTOP);
        Frozen.during(
                stack.process("redis"),
                () -> {
                    away(() -> authorized.redeem(origin));
                    away(() -> origin.get(AuthorizationRequest.of(App.DESKTOP).path()));
                    assertThat(api(tokens).status()).isEqualTo(200);
                    Issued.by(tokens.refresh(origin, App.DESKTOP));
                    // or a cluster would take away what goes on
                    assertThat(ready(ServiceDefinition.TOKEN).status()).isEqualTo(200);
                    assertThat(ready(ServiceDefinition.USERINFO).status()).isEqualTo(200);
                });
    }

    private Answer ready(ServiceDefinition service) throws IOException {
        return Origin.of("http://127.0.0.1:" + stack.ports().management(service))
                .get("/q/health/ready");
    }

    @Test
    void withoutKafkaARevocationIsAcceptedAndAppliedWhenItIsBack() throws Exception {
        var alice = Visitor.alice(origin);
        Issued revoked = alice.signIn(App.DESKTOP);
        Issued other = alice.signIn(App.DESKTOP);
        Frozen.during(
                stack.process("kafka"),
                () -> {
                    Answer revocation =
                            inTime(() -> revoked.revokeAccessToken(origin, App.DESKTOP));
                    assertThat(revocation.status()).isEqualTo(200);
                    assertThat(introspect(revoked).json()).containsEntry("active", false);
                    // Kafka is never on the path of issuing a token
                    Issued.by(inTime(() -> other.refresh(origin, App.DESKTOP)));
                    assertThat(alice.authorize(App.DESKTOP).code()).isNotEmpty();

                    Answer stale =
                            Eventually.within(
                                    Duration.ofSeconds(10),
                                    () -> api(other),
                                    it -> it.status() != 200);
                    requireAway(stale);
                    requireAway(api(revoked));
                });
        Answer back = Eventually.within(RECOVERY, () -> api(other), it -> it.status() != 503);
        assertThat(back.status()).isEqualTo(200);
        Refused.challenging(api(revoked), 401, "invalid_token");
    }

    @EmbeddedOnly("the supervisor starts again what was killed; the engine was not told to")
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis", "kafka", "token-service", "resource-api"})
    void whatIsKilledComesBackWithWhatItKnew(String name) throws Exception {
        var alice = Visitor.alice(origin);
        Issued tokens = alice.signIn(App.DESKTOP);
        Issued revoked = alice.signIn(App.WEB);
        assertThat(revoked.revokeAccessToken(origin, App.WEB).status()).isEqualTo(200);

        ProcessHandle process = stack.process(name);
        process.destroyForcibly();
        process.onExit().join();

        // killed in the moment after the 200: the rule is on its way, or waits for what is away
        Answer refused = Eventually.within(RECOVERY, () -> api(revoked), it -> it.status() == 401);
        Refused.challenging(refused, 401, "invalid_token");
        Eventually.within(RECOVERY, () -> api(tokens), it -> it.status() == 200);
        Issued.by(
                Eventually.within(
                        RECOVERY,
                        () -> tokens.refresh(origin, App.DESKTOP),
                        it -> it.status() == 200));
    }

    /** Design.md, "Codes": what certainly was not committed does not cost the code. */
    @EmbeddedOnly("the supervisor starts again what was killed; the engine was not told to")
    @Test
    void aCodeSwappedWhilePostgresqlIsDownIsNotLost() throws Exception {
        Authorized authorized = Visitor.alice(origin).authorize(App.DESKTOP);
        ProcessHandle postgres = stack.process("postgres");
        postgres.destroyForcibly();
        postgres.onExit().join();

        Answer first = inTime(() -> authorized.redeem(origin));
        requireAway(first);

        Answer later =
                Eventually.within(
                        Duration.ofSeconds(50),
                        () -> authorized.redeem(origin),
                        it -> it.status() != 503);
        Issued.by(later);
    }

    private int accountsOfANewSignIn() {
        try {
            Issued tokens = Visitor.alice(origin).signIn(App.DESKTOP);
            return api(tokens).status();
        } catch (IOException | RuntimeException | AssertionError notYet) {
            return 0;
        }
    }

    private Answer api(Issued tokens) throws IOException {
        return origin.get("/api/accounts", tokens.accessToken());
    }

    private Answer introspect(Issued tokens) throws IOException {
        return origin.post(
                "/oauth2/introspect", App.ACCOUNTS_API, Form.of("token", tokens.accessToken()));
    }

    private static void away(Callable<Answer> call) throws Exception {
        requireAway(inTime(call));
    }

    private static void requireAway(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
    }

    /** Never a hang. */
    private static Answer inTime(Callable<Answer> call) throws Exception {
        long start = System.nanoTime();
        Answer answer = call.call();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_MOST);
        return answer;
    }
}
