package dev.countersign.resourceserver.introspection;

import static dev.countersign.resourceserver.TestIssuer.AUDIENCE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.countersign.resourceserver.CapturedLog;
import dev.countersign.resourceserver.TestClock;
import dev.countersign.resourceserver.TestIssuer;
import dev.countersign.resourceserver.issuer.ApiCredentials;
import dev.countersign.resourceserver.issuer.IssuerDocuments;
import dev.countersign.resourceserver.issuer.IssuerHttp;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.token.AccessToken;
import dev.countersign.resourceserver.token.BearerToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7662. */
class IntrospectionTest {

    private static final BearerToken BEARER = new BearerToken("a.b~c");

    private final TestClock clock = new TestClock();
    private final IssuerHttp http = new IssuerHttp();
    private final List<BearerToken> inactive = new ArrayList<>();
    private TestIssuer issuer;
    private Introspection introspection;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer();
        introspection =
                new Introspection(
                        new IssuerDocuments(issuer.issuer(), http),
                        http,
                        new ApiCredentials("accounts api", "s+ecret"),
                        AUDIENCE,
                        Duration.ofMillis(500),
                        inactive::add,
                        clock,
                        clock);
    }

    @AfterEach
    void stop() {
        http.close();
        issuer.close();
    }

    /** RFC 7662 §2.1, RFC 6749 §2.3.1. */
    @Test
    void asksWithTheCredentialsOfThisApi() {
        assertThat(confirm()).isEqualTo(token());

        // accounts+api:s%2Becret
        assertThat(issuer.introspections())
                .containsExactly(
                        "Basic YWNjb3VudHMrYXBpOnMlMkJlY3JldA=="
                                + " token=a.b%7Ec&token_type_hint=access_token");
    }

    @Test
    void aRevocationIsNoticedOnceTheAnswerIsOld() {
        var unused = confirm();
        issuer.introspects(() -> "{\"active\":false}");

        clock.pass(Duration.ofMillis(499));
        assertThat(confirm()).isNotNull();
        clock.pass(Duration.ofMillis(1));
        assertThat(refusal()).isEqualTo(AccessRefusal.INACTIVE);
        assertThat(introspection.asked()).isEqualTo(2);
    }

    @Test
    void whatIsKeptAboutATokenIsForgottenWhenItDoesNotCountAnyMore() {
        var unused = confirm();
        issuer.answers(500);
        clock.pass(Duration.ofSeconds(1));
        assertThat(refusal()).isEqualTo(AccessRefusal.INTROSPECTION_UNAVAILABLE);
        assertThat(inactive).isEmpty();

        issuer.answers(200);
        issuer.introspects(() -> "{\"active\":false}");
        assertThat(refusal()).isEqualTo(AccessRefusal.INACTIVE);

        assertThat(inactive).containsExactly(BEARER);
    }

    @Test
    void manyRequestsWithOneTokenAskOnce() {
        CountDownLatch held = new CountDownLatch(1);
        issuer.introspects(
                () -> {
                    await(held);
                    return "{\"active\":true}";
                });
        List<CompletableFuture<AccessToken>> all =
                Stream.generate(() -> introspection.confirm(BEARER, token()))
                        .limit(50)
                        .map(stage -> stage.toCompletableFuture())
                        .toList();
        held.countDown();

        assertThat(all).allSatisfy(it -> assertThat(it.join()).isEqualTo(token()));
        assertThat(issuer.introspections()).hasSize(1);
    }

    /** What the issuer says must fit the token that was verified here. */
    @ParameterizedTest
    @CsvSource({
        "'{\"active\":true,\"iss\":\"https://other\"}', WRONG_ISSUER",
        "'{\"active\":true,\"aud\":\"https://other\"}', WRONG_AUDIENCE",
        "'{\"active\":true,\"aud\":[\"https://other\"]}', WRONG_AUDIENCE",
        "'{\"active\":true,\"exp\":1700000000}', EXPIRED",
        "'{\"active\":true,\"sub\":\"user-2\"}', INTROSPECTION_UNAVAILABLE",
        "'{\"active\":true,\"client_id\":\"other\"}', INTROSPECTION_UNAVAILABLE",
        "'{\"active\":true,\"jti\":\"other\"}', INTROSPECTION_UNAVAILABLE",
        "'{\"active\":\"true\"}', INTROSPECTION_UNAVAILABLE",
        "'{\"active\":true,\"exp\":\"soon\"}', INTROSPECTION_UNAVAILABLE",
        "'{}', INTROSPECTION_UNAVAILABLE",
        "'[]', INTROSPECTION_UNAVAILABLE",
        "'<html>', INTROSPECTION_UNAVAILABLE",
        "'{\"active\":false,\"sub\":\"user-1\"}', INACTIVE",
    })
    void anAnswerThatDoesNotFitLetsNobodyIn(String answer, AccessRefusal refusal) {
        issuer.introspects(() -> answer);

        assertThat(refusal()).isEqualTo(refusal);
    }

    @Test
    void aScopeThatTheIssuerNoLongerGrantsIsGone() {
        issuer.introspects(
                () ->
                        """
                        {"active":true,"iss":"%s","aud":["%s"],"sub":"user-1","client_id":"app",
                        "jti":"jti-1","exp":%d,"scope":"openid more"}"""
                                .formatted(
                                        issuer.issuer(),
                                        AUDIENCE,
                                        clock.instant().getEpochSecond() + 60));

        assertThat(confirm().scopes()).containsExactly("openid");
    }

    /** RFC 7662 §2.3: a 401 is about the API's own credentials. Never 401 to the client then. */
    @ParameterizedTest
    @ValueSource(ints = {301, 401, 404, 429, 500, 503})
    void anIssuerThatDoesNotAnswerIsNoReasonToSignIn(int status) {
        assertThat(confirm()).isNotNull();
        clock.pass(Duration.ofSeconds(1));
        issuer.answers(status);

        AccessRefusal refusal = refusal();

        assertThat(refusal).isEqualTo(AccessRefusal.INTROSPECTION_UNAVAILABLE);
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.retryAfter()).isPresent();
    }

    @Test
    void anAnswerThatDoesNotEndIsNotWaitedFor() {
        assertThat(confirm()).isNotNull();
        clock.pass(Duration.ofSeconds(1));
        issuer.keepsBodiesBack();

        assertThat(refusal()).isEqualTo(AccessRefusal.INTROSPECTION_UNAVAILABLE);
    }

    @Test
    void anAnswerOfAnySizeIsNotRead() {
        issuer.introspects(() -> "{\"active\":true,\"x\":\"" + "x".repeat(70_000) + "\"}");

        assertThat(refusal()).isEqualTo(AccessRefusal.INTROSPECTION_UNAVAILABLE);
    }

    @Test
    void whenItGoesAndComesIsSaidOnceAndWithoutASecret() {
        try (CapturedLog log = new CapturedLog(Introspection.class)) {
            assertThat(confirm()).isNotNull();
            for (int status : new int[] {500, 500, 500, 200, 200}) {
                issuer.answers(status);
                clock.pass(Duration.ofSeconds(1));
                var unused = catchThrowable(this::confirm);
            }

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().getFirst()).startsWith("ERROR introspection is away");
            assertThat(log.lines().toString())
                    .doesNotContain(BEARER.value(), "s+ecret", "s%2Becret", "YWNjb3");
        }
    }

    @Test
    void credentialsAreNotPrinted() {
        assertThat(new ApiCredentials("accounts-api", "guarded").toString())
                .doesNotContain("guarded");
    }

    private AccessToken confirm() {
        return introspection.confirm(BEARER, token()).toCompletableFuture().join();
    }

    private AccessRefusal refusal() {
        Throwable thrown = catchThrowable(this::confirm);
        assertThat(thrown).hasCauseInstanceOf(Refused.class);
        return (AccessRefusal) ((Refused) requireNonNull(thrown.getCause())).refusal();
    }

    private AccessToken token() {
        return new AccessToken(
                issuer.issuer(),
                "user-1",
                "app",
                Set.of("openid", "accounts:read"),
                Set.of(AUDIENCE),
                "jti-1",
                "first",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.MAX,
                Instant.EPOCH);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
