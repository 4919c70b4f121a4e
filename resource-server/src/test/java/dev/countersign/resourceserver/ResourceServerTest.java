package dev.countersign.resourceserver;

import static dev.countersign.resourceserver.TestIssuer.AUDIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.resourceserver.decision.StalenessPolicy;
import dev.countersign.resourceserver.micrometer.ResourceServerMeters;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.token.BearerToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way in for any framework, here by introspection. */
class ResourceServerTest {

    private static final Set<String> SCOPES = Set.of("accounts:read");

    private TestIssuer issuer;
    private ResourceServer api;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer();
        api =
                ResourceServer.builder()
                        .issuer(issuer.issuer())
                        .audience(AUDIENCE)
                        .introspection()
                        .credentials("accounts-api", "secret")
                        .build();
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
        issuer.close();
    }

    @Test
    void aGoodTokenIsLetInWithoutKafka() {
        String token = issuer.token(Instant.now());

        Accepted accepted = api.require(List.of("Bearer " + token), null, SCOPES);

        assertThat(api.ready()).isTrue();
        assertThat(accepted.token().subject()).isEqualTo("user-1");
        assertThat(accepted.bearer().value()).isEqualTo(token);
        assertThat(issuer.introspections()).hasSize(1);
    }

    @Test
    void whatIsNotLetInIsAnsweredInFull() {
        Refused refused = refused(List.of(), null);

        assertThat(refused.refusal()).isEqualTo(AccessRefusal.NO_TOKEN);
        assertThat(api.answer(refused).status()).isEqualTo(401);
        assertThat(api.answer(refused).headers().get("WWW-Authenticate"))
                .contains("http://localhost:8080/.well-known/oauth-protected-resource/api");
    }

    /** RFC 9700 §4.3.2. */
    @Test
    void aTokenInTheUrlIsRefusedHoweverItIsWritten() {
        List<String> good = List.of("Bearer " + issuer.token(Instant.now()));

        assertThat(refused(good, "a=b&access%5Ftoken=x").refusal())
                .isEqualTo(AccessRefusal.TOKEN_IN_QUERY);
        assertThat(refused(good, "access_token").refusal()).isEqualTo(AccessRefusal.TOKEN_IN_QUERY);
        assertThat(api.require(good, "a=access_token&%zz", SCOPES)).isNotNull();
    }

    @Test
    void everyDecisionIsCountedByItsOutcome() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new ResourceServerMeters(api.measurements()).bindTo(registry);
        List<String> good = List.of("Bearer " + issuer.token(Instant.now()));
        var unused = api.require(good, null, SCOPES);
        unused = api.require(good, null, SCOPES);
        var noToken = refused(List.of(), null);
        issuer.introspects(() -> "{\"active\":false}");
        var inactive = refused(List.of("Bearer " + issuer.token(Instant.now())), null);

        assertThat(List.of(noToken.refusal(), inactive.refusal()))
                .containsExactly(AccessRefusal.NO_TOKEN, AccessRefusal.INACTIVE);
        assertThat(decisions(registry, "accepted")).isEqualTo(2);
        assertThat(decisions(registry, "no_token")).isEqualTo(1);
        assertThat(decisions(registry, "inactive")).isEqualTo(1);
        assertThat(decisions(registry, "revoked")).isZero();
        assertThat(value(registry, "introspections")).isEqualTo(2);
        assertThat(value(registry, "accepted.while.stale")).isZero();
        assertThat(value(registry, "rules.held")).isZero();
        assertThat(value(registry, "feed.age")).isNaN();
    }

    /** Contract section 5: of a feed nothing was heard yet, and the declared policy decides. */
    @Test
    void aStaleFeedRefusesUnlessAnotherPolicyIsDeclared() {
        try (ResourceServer stale = whileStale(StalenessPolicy.REFUSE)) {
            Refused refused =
                    catchThrowableOfType(Refused.class, () -> stale.require(good(), null, SCOPES));
            assertThat(refused.refusal()).isEqualTo(AccessRefusal.REVOCATION_STALE);
            assertThat(issuer.introspections()).isEmpty();
        }
    }

    @Test
    void aStaleFeedMakesTheIssuerAskedWhereThatIsDeclared() {
        try (ResourceServer stale = whileStale(StalenessPolicy.INTROSPECT)) {
            assertThat(stale.require(good(), null, SCOPES)).isNotNull();
            assertThat(issuer.introspections()).hasSize(1);
        }
    }

    @Test
    void aStaleFeedIsAnAlarmAloneWhereThatIsDeclared() {
        try (ResourceServer stale = whileStale(StalenessPolicy.ACCEPT_WITH_ALARM)) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new ResourceServerMeters(stale.measurements()).bindTo(registry);
            assertThat(stale.require(good(), null, SCOPES)).isNotNull();
            assertThat(issuer.introspections()).isEmpty();
            assertThat(value(registry, "accepted.while.stale")).isEqualTo(1);
        }
    }

    private ResourceServer whileStale(StalenessPolicy policy) {
        ResourceServer stale =
                ResourceServer.builder()
                        .issuer(issuer.issuer())
                        .audience(AUDIENCE)
                        .feedOverHttp()
                        .credentials("accounts-api", "secret")
                        .stalenessPolicy(policy)
                        .build();
        stale.start();
        return stale;
    }

    private List<String> good() {
        return List.of("Bearer " + issuer.token(Instant.now()));
    }

    @Test
    void aListenerThatFailsTakesTheNewsFromNobody() {
        List<BearerToken> heard = new ArrayList<>();
        api.onInactive(
                bearer -> {
                    throw new IllegalStateException("of the listener");
                });
        api.onInactive(heard::add);
        String token = issuer.token(Instant.now());
        issuer.introspects(() -> "{\"active\":false}");

        Refused inactive = refused(List.of("Bearer " + token), null);

        assertThat(inactive.refusal()).isEqualTo(AccessRefusal.INACTIVE);
        assertThat(heard).containsExactly(new BearerToken(token));
    }

    private Refused refused(List<String> authorization, @Nullable String query) {
        return catchThrowableOfType(Refused.class, () -> api.require(authorization, query, SCOPES));
    }

    private static double decisions(SimpleMeterRegistry registry, String outcome) {
        return registry.get("countersign.resource.server.decisions")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private static double value(SimpleMeterRegistry registry, String name) {
        return registry.get("countersign.resource.server." + name)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }
}
