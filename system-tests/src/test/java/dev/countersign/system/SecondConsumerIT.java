package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.kafka.Decision;
import dev.countersign.system.kafka.SecondConsumer;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.Frozen;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Contract section 5 is enough: who reads the topic by the documented format alone decides as the
 * sample API does, which uses our library.
 */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondConsumerIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final RunningStack stack;
    private final Origin origin;
    private final Administration administration;
    private final String brokers;
    private final SecondConsumer consumer;
    private final Set<String> stamped = new HashSet<>();
    private Visitor alice;

    SecondConsumerIT(RunningStack stack) throws Exception {
        this.stack = stack;
        this.origin = Origin.of(stack);
        this.administration = new Administration(origin);
        this.brokers = "127.0.0.1:" + stack.port("kafka");
        this.consumer = SecondConsumer.ofAllPartitions(brokers);
        this.alice = Visitor.alice(origin);
    }

    @BeforeEach
    void nobodyIsSignedIn() throws InterruptedException {
        alice = Visitor.alice(origin);
        consumer.awaitFresh(SOON);
    }

    @AfterEach
    void everyRecordWasAsDocumentedAndNoHeartbeatOvertookARule() {
        assertThat(consumer.misfits()).isEmpty();
        assertThat(consumer.overtaken()).doesNotContainAnyElementsOf(stamped);
    }

    @AfterAll
    void stop() {
        consumer.close();
    }

    @Test
    void aRuleOnATokenStopsThatTokenAlone() throws Exception {
        Issued first = alice.signIn(App.DESKTOP);
        Issued second = Issued.by(first.refresh(origin, App.DESKTOP));
        bothAccept(first, second);

        revoke(Map.of("token_id", claim(first, "jti")));

        bothRefuse(first);
        bothAccept(second);
    }

    @Test
    void aRuleOnAGrantStopsAllItsTokensAndThoseOfNoOther() throws Exception {
        Issued first = alice.signIn(App.DESKTOP);
        Issued second = Issued.by(first.refresh(origin, App.DESKTOP));
        Issued other = alice.signIn(App.DESKTOP);
        bothAccept(first, second, other);

        revoke(Map.of("grant", claim(first, "grant_id")));

        bothRefuse(first, second);
        bothAccept(other, alice.signIn(App.DESKTOP));
    }

    @Test
    void aRuleOnASessionStopsItAtEveryApplicationAndNoOtherSession() throws Exception {
        Issued here = signIn(alice, ofTheSession(App.DESKTOP));
        Issued there = signIn(alice, ofTheSession(App.OTHER));
        Issued elsewhere = signIn(Visitor.alice(origin), ofTheSession(App.DESKTOP));
        assertThat(claim(there, "sid")).isEqualTo(claim(here, "sid"));
        bothAccept(here, there, elsewhere);

        revoke(Map.of("session", claim(here, "sid")));

        bothRefuse(here, there);
        bothAccept(elsewhere, signIn(alice, ofTheSession(App.DESKTOP)));
    }

    @Test
    void aRuleOnAUserStopsThatUserEverywhereUntilTheNextSignIn() throws Exception {
        var bob = Visitor.bob(origin);
        Issued here = bob.signIn(App.DESKTOP);
        Issued there = bob.signIn(App.WEB);
        Issued alices = alice.signIn(App.DESKTOP);
        bothAccept(here, there, alices);

        revoke(Map.of("user", "bob@example.com"));

        bothAccept(bob.signIn(App.DESKTOP));
        bothRefuse(here, there);
        bothAccept(alices);
    }

    @Test
    void aRuleOnAnApplicationStopsItForEverybodyUntilTheNextSignIn() throws Exception {
        Issued alices = alice.signIn(App.WEB);
        Issued bobs = Visitor.bob(origin).signIn(App.WEB);
        Issued other = alice.signIn(App.DESKTOP);
        bothAccept(alices, bobs, other);

        revoke(Map.of("application", App.WEB.clientId()));

        bothAccept(Visitor.alice(origin).signIn(App.WEB));
        bothRefuse(alices, bobs);
        bothAccept(other);
    }

    @Test
    void aRuleOnAnAudienceStopsWhatIsMeantForThatApi() throws Exception {
        Issued first = alice.signIn(App.DESKTOP);
        Issued second = Visitor.bob(origin).signIn(App.WEB);
        bothAccept(first, second);

        revoke(Map.of("audience", stack.issuer() + "/api"));

        bothAccept(Visitor.alice(origin).signIn(App.DESKTOP));
        bothRefuse(first, second);
    }

    /** "A token is stopped when {@code authorized_at} <= {@code before}": that millisecond, too. */
    @Test
    void aRuleUpToAnInstantStopsWhatWasAuthorizedByThenAndNothingLater() throws Exception {
        Issued earlier = alice.signIn(App.DESKTOP);
        Issued later = alice.signIn(App.DESKTOP);
        assertThat(authorizedAt(later)).isGreaterThan(authorizedAt(earlier));
        Issued bobs = Visitor.bob(origin).signIn(App.DESKTOP);
        bothAccept(earlier, later, bobs);

        revokeBackTo(earlier, Map.of("user", "alice@example.com"));

        bothRefuse(earlier);
        bothAccept(later, bobs);
    }

    @Test
    void aRuleOnEverythingStopsWhoeverItWasUpToThatInstant() throws Exception {
        Issued alices = alice.signIn(App.DESKTOP);
        Issued bobs = Visitor.bob(origin).signIn(App.WEB);
        Issued later = Visitor.bob(origin).signIn(App.DESKTOP);
        assertThat(authorizedAt(later)).isGreaterThan(authorizedAt(bobs));
        bothAccept(alices, bobs, later);

        revokeBackTo(bobs, Map.of("everything", true));

        bothRefuse(alices, bobs);
        bothAccept(later);
    }

    /** RFC 7009: of an access token that token, of a refresh token the grant. */
    @Test
    void whatAClientRevokesIsRefusedByBoth() throws Exception {
        Issued first = alice.signIn(App.DESKTOP);
        Issued second = Issued.by(first.refresh(origin, App.DESKTOP));
        Issued third = Issued.by(second.refresh(origin, App.DESKTOP));
        assertThat(first.revokeAccessToken(origin, App.DESKTOP).status()).isEqualTo(200);
        bothRefuse(first);
        bothAccept(second, third);

        assertThat(third.revokeRefreshToken(origin, App.DESKTOP).status()).isEqualTo(200);

        bothRefuse(second, third);
    }

    @Test
    void whoReadsFewerPartitionsThanAreAnnouncedIsStale() throws Exception {
        Issued tokens = alice.signIn(App.DESKTOP);
        try (var ignorant = SecondConsumer.withoutOnePartition(brokers)) {
            ignorant.awaitHeartbeats(SOON);

            assertThat(ignorant.decide(tokens.accessToken())).isEqualTo(Decision.STALE);
        }
        bothAccept(tokens);
    }

    @Test
    void withoutHeartbeatsBothKnowThatTheyKnowNothingAndRecover() throws Exception {
        Issued tokens = alice.signIn(App.DESKTOP);
        bothAccept(tokens);
        Frozen.during(
                stack.process("revocation-service"),
                () -> {
                    Eventually.within(
                            SOON,
                            () -> consumer.decide(tokens.accessToken()),
                            it -> it == Decision.STALE);
                    Answer stale =
                            Eventually.within(SOON, () -> api(tokens), it -> it.status() != 200);
                    assertThat(stale.status()).as(stale.body()).isEqualTo(503);
                    assertThat(stale.header("Retry-After")).isPresent();
                });
        consumer.awaitFresh(SOON);
        Eventually.within(SOON, () -> api(tokens), it -> it.status() == 200);
        bothAccept(tokens);
    }

    /** Only what ends with the session carries its id. */
    private static AuthorizationRequest ofTheSession(App app) {
        return AuthorizationRequest.of(app).with("scope", "openid profile accounts:read");
    }

    private Issued signIn(Visitor visitor, AuthorizationRequest request) throws IOException {
        return Issued.by(visitor.authorize(request).redeem(origin));
    }

    private void revoke(Map<String, Object> rule) throws IOException, InterruptedException {
        stamped.add(recorded(rule));
    }

    /** The id of the rule, once the consumer has it. */
    private String recorded(Map<String, Object> rule) throws IOException, InterruptedException {
        String id = administration.revoke(JSONObjectUtils.toJSONString(rule)).text("id");
        consumer.awaitRule(id, SOON);
        return id;
    }

    /** The rule, up to the instant at which the tokens were authorized. */
    private void revokeBackTo(Issued tokens, Map<String, Object> rule)
            throws IOException, InterruptedException {
        var dated = new HashMap<>(rule);
        dated.put("before", Instant.ofEpochMilli(authorizedAt(tokens)).toString());
        recorded(dated);
    }

    private void bothAccept(Issued... tokens) throws IOException {
        for (Issued each : tokens) {
            assertThat(consumer.decide(each.accessToken())).isEqualTo(Decision.STANDS);
            Answer answer = api(each);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    private void bothRefuse(Issued... tokens) throws Exception {
        for (Issued each : tokens) {
            Eventually.within(
                    SOON, () -> consumer.decide(each.accessToken()), it -> it == Decision.STOPPED);
            Refused.challenging(
                    Eventually.within(SOON, () -> api(each), it -> it.status() != 200),
                    401,
                    "invalid_token");
        }
    }

    private Answer api(Issued tokens) throws IOException {
        return origin.get("/api/accounts", tokens.accessToken());
    }

    private static long authorizedAt(Issued tokens) {
        return ((Number) claim(tokens, "authorized_at")).longValue();
    }

    private static Object claim(Issued tokens, String name) {
        Object value = tokens.claims().get(name);
        assertThat(value).as(name).isNotNull();
        return value;
    }
}
