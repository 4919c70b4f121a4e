package dev.countersign.resourceserver.decision;

import static dev.countersign.resourceserver.TestIssuer.AUDIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.resourceserver.CapturedLog;
import dev.countersign.resourceserver.TestClock;
import dev.countersign.resourceserver.TestIssuer;
import dev.countersign.resourceserver.introspection.Introspection;
import dev.countersign.resourceserver.issuer.ApiCredentials;
import dev.countersign.resourceserver.issuer.IssuerDocuments;
import dev.countersign.resourceserver.issuer.IssuerHttp;
import dev.countersign.resourceserver.keys.VerificationKeys;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refusal;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.revocation.Feeds;
import dev.countersign.resourceserver.revocation.Freshness;
import dev.countersign.resourceserver.revocation.RevocationRule;
import dev.countersign.resourceserver.revocation.RevocationRules;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.AccessTokenVerifier;
import dev.countersign.resourceserver.token.BearerToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessDecisionsTest {

    private static final Set<String> SCOPES = Set.of("accounts:read");

    private final TestClock clock = new TestClock();
    private final RevocationRules rules = new RevocationRules();
    private TestIssuer issuer;
    private final IssuerHttp http = new IssuerHttp();
    private IssuerDocuments documents;
    private AccessDecisions decisions;
    private String token;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer();
        documents = new IssuerDocuments(issuer.issuer(), http);
        decisions = deciding(FeedStanding.refusing(Feeds.fresh(clock)));
        token = issuer.token(clock.instant());
    }

    @AfterEach
    void stop() {
        http.close();
        issuer.close();
    }

    @Test
    void aGoodTokenIsReadInFull() {
        AccessToken read = decide(token, SCOPES);

        assertThat(read.subject()).isEqualTo("user-1");
        assertThat(read.clientId()).isEqualTo("desktop-app");
        assertThat(read.scopes()).containsExactlyInAnyOrder("openid", "accounts:read");
        assertThat(read.audience()).contains(AUDIENCE);
        assertThat(read.grantId()).contains("grant-1");
        assertThat(read.sessionId()).contains("session-1");
        assertThat(read.keyId()).isEqualTo("first");
        assertThat(read.authorizedAt()).isEqualTo(clock.instant());
        assertThat(read.actsForItself()).isFalse();
    }

    @Test
    void aKnownTokenIsDecidedWithoutTheIssuer() {
        var unused = decide(token, SCOPES);
        issuer.close();

        assertThat(decide(token, SCOPES).subject()).isEqualTo("user-1");
        String another = issuer.token(clock.instant());
        assertThat(decide(another, SCOPES).subject()).isEqualTo("user-1");
        assertThat(issuer.keySetRequests()).isEqualTo(1);
    }

    @Test
    void aTokenSeenBeforeStillExpires() {
        decisions = withFreshFeedUntilExpiry();
        var unused = decide(token, SCOPES);

        clock.pass(Duration.ofSeconds(1801));
        assertThat(decide(token, SCOPES)).isNotNull();
        clock.pass(Duration.ofSeconds(1));
        assertThat(refusal(token, SCOPES)).isEqualTo(AccessRefusal.EXPIRED);
    }

    @Test
    void aTokenSeenBeforeIsStoppedByARuleThatArrivesLater() {
        var unused = decide(token, SCOPES);
        rules.add(onGrant("grant-1", clock.instant()));

        assertThat(refusal(token, SCOPES)).isEqualTo(AccessRefusal.REVOKED);
    }

    @Test
    void whatIsAuthorizedAfterTheRuleWorks() {
        rules.add(onGrant("grant-1", clock.instant().minusMillis(1)));

        assertThat(decide(token, SCOPES)).isNotNull();
    }

    /** Contract section 5: 503, never 401. */
    @Test
    void aStaleFeedRefusesForAWhileOnly() {
        clock.pass(Duration.ofSeconds(6));

        Refusal refusal = refusal(token, SCOPES);

        assertThat(refusal).isEqualTo(AccessRefusal.REVOCATION_STALE);
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.retryAfter()).isPresent();
    }

    @Test
    void aKnownRuleCountsHoweverStaleTheFeedIs() {
        rules.add(onGrant("grant-1", clock.instant()));
        clock.pass(Duration.ofSeconds(6));

        assertThat(refusal(token, SCOPES)).isEqualTo(AccessRefusal.REVOKED);
    }

    @Test
    void aStaleFeedAsksTheIssuerWhereThatIsThePolicy() {
        decisions = deciding(FeedStanding.asking(Feeds.fresh(clock), introspection()));
        var unused = decide(token, SCOPES);
        assertThat(issuer.introspections()).isEmpty();

        clock.pass(Duration.ofSeconds(6));
        assertThat(decide(token, SCOPES)).isNotNull();
        assertThat(issuer.introspections()).hasSize(1);

        issuer.introspects(() -> "{\"active\":false}");
        clock.pass(Duration.ofSeconds(1));
        assertThat(refusal(token, SCOPES)).isEqualTo(AccessRefusal.INACTIVE);
        issuer.answers(500);
        clock.pass(Duration.ofSeconds(1));
        assertThat(refusal(token, SCOPES)).isEqualTo(AccessRefusal.INTROSPECTION_UNAVAILABLE);
    }

    /** What is known here, and what is rubbish, costs the issuer nothing. */
    @Test
    void theIssuerIsAskedLastOnly() {
        decisions = deciding(introspection());
        var unused = decide(token, SCOPES);
        assertThat(issuer.introspections()).hasSize(1);

        String forged = issuer.token(clock.instant()) + "AAAA";
        assertThat(refusal(forged, SCOPES)).isEqualTo(AccessRefusal.WRONG_SIGNATURE);
        Map<String, Object> foreign = issuer.claims(clock.instant());
        foreign.put("aud", "https://other");
        assertThat(refusal(signed(foreign), SCOPES)).isEqualTo(AccessRefusal.WRONG_AUDIENCE);
        Map<String, Object> old = issuer.claims(clock.instant().minusSeconds(1803));
        assertThat(refusal(signed(old), SCOPES)).isEqualTo(AccessRefusal.EXPIRED);
        rules.add(onGrant("grant-1", clock.instant()));
        assertThat(refusal(token, SCOPES)).isEqualTo(AccessRefusal.REVOKED);

        assertThat(issuer.introspections()).hasSize(1);
    }

    @Test
    void aScopeThatTheIssuerTookAwayIsMissing() {
        decisions = deciding(introspection());
        issuer.introspects(() -> "{\"active\":true,\"scope\":\"openid\"}");

        assertThat(refusal(token, SCOPES)).isEqualTo(AccessRefusal.INSUFFICIENT_SCOPE);
    }

    @Test
    void aStaleFeedIsAnAlarmWhereTokensAreAcceptedAllTheSame() {
        StalenessAlarm alarm = new StalenessAlarm();
        Freshness freshness = Feeds.fresh(clock);
        decisions = deciding(FeedStanding.accepting(freshness, alarm));
        try (CapturedLog log = new CapturedLog(StalenessAlarm.class)) {
            var fresh = decide(token, SCOPES);
            assertThat(alarm.count()).isZero();

            clock.pass(Duration.ofSeconds(6));
            assertThat(decide(token, SCOPES)).isEqualTo(fresh);
            assertThat(decide(token, SCOPES)).isEqualTo(fresh);
            assertThat(alarm.count()).isEqualTo(2);
            assertThat(log.lines()).hasSize(1).first().asString().startsWith("ERROR ALARM");

            Feeds.beat(freshness, clock);
            assertThat(decide(token, SCOPES)).isEqualTo(fresh);
            assertThat(decide(token, SCOPES)).isEqualTo(fresh);
            assertThat(alarm.count()).isEqualTo(2);
            assertThat(log.lines()).hasSize(2).last().asString().startsWith("ERROR alarm over");
        }
    }

    @Test
    void aKnownRuleCountsEvenWhereStaleTokensAreAccepted() {
        decisions = deciding(FeedStanding.accepting(Feeds.fresh(clock), new StalenessAlarm()));
        rules.add(onGrant("grant-1", clock.instant()));
        clock.pass(Duration.ofSeconds(6));

        assertThat(refusal(token, SCOPES)).isEqualTo(AccessRefusal.REVOKED);
    }

    @Test
    void aScopeThatIsMissingIsNamed() {
        Refused refused = refused(token, Set.of("accounts:read", "accounts:write"));

        assertThat(refused.refusal()).isEqualTo(AccessRefusal.INSUFFICIENT_SCOPE);
        assertThat(refused.scopes()).containsExactly("accounts:read", "accounts:write");
    }

    @Test
    void aKeyThatARuleTookBackVerifiesNothingEverAgain() {
        var unused = decide(token, SCOPES);
        rules.add(onKey("first", clock.instant()));
        rules.forget(clock.instant().plus(Duration.ofDays(400)));

        assertThat(refusal(token, SCOPES)).isEqualTo(AccessRefusal.REVOKED);
        String forged = issuer.token(clock.instant().plusSeconds(60));
        assertThat(refusal(forged, SCOPES)).isEqualTo(AccessRefusal.REVOKED_KEY);
    }

    private AccessDecisions withFreshFeedUntilExpiry() {
        return deciding(FeedStanding.refusing(Feeds.fresh(new TestClock())));
    }

    private AccessDecisions deciding(Standing standing) {
        VerificationKeys keys = new VerificationKeys(documents, rules::dropKey, clock);
        return new AccessDecisions(
                new AccessTokenVerifier(issuer.issuer(), AUDIENCE, keys, clock),
                rules,
                standing,
                Duration.ofSeconds(2),
                clock);
    }

    private Standing introspection() {
        return new Introspection(
                        documents,
                        http,
                        new ApiCredentials("accounts-api", "secret"),
                        AUDIENCE,
                        Duration.ofMillis(500),
                        inactive -> {},
                        clock,
                        clock)
                ::confirm;
    }

    private String signed(Map<String, Object> claims) {
        return TestIssuer.sign(issuer.header(), claims, issuer.key().getPrivateKey());
    }

    private AccessToken decide(String jwt, Set<String> scopes) {
        return decisions.decide(new BearerToken(jwt), scopes).toCompletableFuture().join();
    }

    private Refusal refusal(String jwt, Set<String> scopes) {
        return refused(jwt, scopes).refusal();
    }

    private Refused refused(String jwt, Set<String> scopes) {
        Throwable thrown = catchThrowable(() -> decide(jwt, scopes));
        assertThat(thrown).isInstanceOf(CompletionException.class);
        return catchThrowableOfType(
                Refused.class,
                () -> {
                    throw thrown.getCause();
                });
    }

    private static RevocationRule onGrant(String grant, Instant before) {
        return new RevocationRule(
                "rule-1",
                Optional.empty(),
                Optional.of(grant),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(before),
                before.plusSeconds(3900));
    }

    private static RevocationRule onKey(String kid, Instant until) {
        return new RevocationRule(
                "rule-2",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(kid),
                Optional.of(until),
                until);
    }
}
