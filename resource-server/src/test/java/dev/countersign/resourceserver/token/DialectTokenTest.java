package dev.countersign.resourceserver.token;

import static dev.countersign.resourceserver.TestIssuer.AUDIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.countersign.resourceserver.ResourceServer;
import dev.countersign.resourceserver.TestClock;
import dev.countersign.resourceserver.TestIssuer;
import dev.countersign.resourceserver.issuer.IssuerDocuments;
import dev.countersign.resourceserver.issuer.IssuerHttp;
import dev.countersign.resourceserver.keys.VerificationKeys;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import dev.countersign.resourceserver.revocation.RevocationRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Contract, section 6: dialect tokens are taken by an explicit list, or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialectTokenTest {

    private static final String APP = "demoAtmClient0000001";

    private final TestClock clock = new TestClock();
    private final IssuerHttp http = new IssuerHttp();
    private TestIssuer issuer;
    private AccessTokenVerifier verifier;

    @BeforeAll
    void start() throws Exception {
        issuer = new TestIssuer();
        verifier =
                new AccessTokenVerifier(
                        issuer.issuer(),
                        AUDIENCE,
                        List.of(new AcceptedDialect("atm", APP, Set.of("profile"))),
                        new VerificationKeys(
                                new IssuerDocuments(issuer.issuer(), http), kid -> false, clock),
                        clock);
    }

    @AfterAll
    void stop() {
        http.close();
        issuer.close();
    }

    private String token(
            Consumer<Map<String, Object>> header, Consumer<Map<String, Object>> change) {
        Map<String, Object> head = issuer.header();
        head.put("typ", "dialect-at+jwt");
        header.accept(head);
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "atm");
        claims.put("aud", APP);
        claims.put("iat", now);
        claims.put("exp", now + 600);
        claims.put(
                "scope",
                Map.of(
                        "id", "user-1",
                        "email", "end.user@example.com",
                        "firstName", "End",
                        "lastName", "User"));
        claims.put("jti", "token-1");
        claims.put("grant_id", "grant-1");
        claims.put("authorized_at", now * 1000);
        change.accept(claims);
        return TestIssuer.sign(head, claims, issuer.key().getPrivateKey());
    }

    private String token(Consumer<Map<String, Object>> change) {
        return token(head -> {}, change);
    }

    private AccessToken verified(String token) {
        return verifier.verify(new BearerToken(token)).toCompletableFuture().join();
    }

    private void refused(AccessRefusal refusal, String token) {
        Throwable thrown = catchThrowable(() -> verified(token));
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        assertThat(cause)
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.refusal()).isEqualTo(refusal));
    }

    @Test
    void aListedTokenStandsForTheScopesOfTheListAndSaysWhoThePersonIs() {
        AccessToken token = verified(token(claims -> {}));

        assertThat(token.subject()).isEqualTo("user-1");
        assertThat(token.clientId()).isEqualTo(APP);
        assertThat(token.audience()).containsExactly(APP);
        assertThat(token.scopes()).containsExactly("profile");
        assertThat(token.sessionId()).isEmpty();
        assertThat(token.person())
                .contains(new Person("user-1", "end.user@example.com", "End", Optional.of("User")));
        assertThat(token.person().orElseThrow().name()).isEqualTo("End User");
        assertThat(token.actsForItself()).isFalse();
    }

    @Test
    void whatIsNotListedIsRefused() {
        refused(AccessRefusal.DIALECT_NOT_ACCEPTED, token(claims -> claims.put("iss", "bank")));
        refused(AccessRefusal.DIALECT_NOT_ACCEPTED, token(claims -> claims.put("aud", "another")));
        refused(
                AccessRefusal.DIALECT_NOT_ACCEPTED,
                token(claims -> claims.put("iss", issuer.issuer())));
        refused(
                AccessRefusal.INCOMPLETE_CLAIMS,
                token(claims -> claims.put("aud", List.of(APP, AUDIENCE))));
    }

    /** Neither is accepted as the other, whatever its claims are. */
    @Test
    void aTokenIsReadByItsTypeAlone() {
        refused(
                AccessRefusal.INCOMPLETE_CLAIMS,
                token(head -> head.put("typ", "at+jwt"), claims -> {}));
        refused(
                AccessRefusal.WRONG_ISSUER,
                token(
                        head -> head.put("typ", "at+jwt"),
                        claims -> {
                            claims.putAll(issuer.claims(clock.instant()));
                            claims.put("iss", "atm");
                        }));
        refused(
                AccessRefusal.INCOMPLETE_CLAIMS,
                token(
                        claims -> {
                            claims.clear();
                            claims.putAll(issuer.claims(clock.instant()));
                        }));
        refused(AccessRefusal.WRONG_TYPE, token(head -> head.put("typ", "JWT"), claims -> {}));
        refused(
                AccessRefusal.WRONG_ALGORITHM,
                token(head -> head.put("alg", "PS256"), claims -> {}));
    }

    @Test
    void aClaimThatIsMissingOrOfAnotherTypeIsRefused() {
        for (String name : List.of("iss", "aud", "iat", "exp", "scope", "jti", "grant_id")) {
            refused(AccessRefusal.INCOMPLETE_CLAIMS, token(claims -> claims.remove(name)));
        }
        refused(AccessRefusal.INCOMPLETE_CLAIMS, token(claims -> claims.put("scope", "profile")));
        refused(
                AccessRefusal.INCOMPLETE_CLAIMS,
                token(claims -> claims.put("scope", Map.of("id", "user-1"))));
    }

    /**
     * Contract, section 5: {@code aud} is its {@code client_id}, {@code scope.id} its {@code sub}.
     */
    @Test
    void rulesStopItAsTheyStopAnyOther() {
        AccessToken token = verified(token(claims -> {}));

        assertThat(rule(Set.of("user-1"), Optional.empty(), Optional.empty()).stops(token))
                .isTrue();
        assertThat(rule(Set.of(), Optional.of(APP), Optional.empty()).stops(token)).isTrue();
        assertThat(rule(Set.of(), Optional.empty(), Optional.of("grant-1")).stops(token)).isTrue();
        assertThat(rule(Set.of("user-2"), Optional.empty(), Optional.empty()).stops(token))
                .isFalse();
        assertThat(rule(Set.of(), Optional.of("another"), Optional.empty()).stops(token)).isFalse();
    }

    private RevocationRule rule(Set<String> sub, Optional<String> client, Optional<String> grant) {
        return new RevocationRule(
                "rule",
                Optional.empty(),
                grant,
                Optional.empty(),
                sub,
                client,
                Optional.empty(),
                Optional.empty(),
                Optional.of(clock.instant()),
                clock.instant().plusSeconds(3600));
    }

    /** RFC 7662 §2.2: the issuer tells an API of its own audience only. */
    @Test
    void whatCannotWorkStopsTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ResourceServer.builder()
                                        .issuer(issuer.issuer())
                                        .audience(AUDIENCE)
                                        .introspection()
                                        .credentials("api", "secret")
                                        .dialect("atm", APP, Set.of("profile"))
                                        .build())
                .withMessageStartingWith("dialect");
        for (String word : List.of("", "ATM", "https://issuer.example")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ResourceServer.builder().dialect(word, APP, Set.of()))
                    .withMessageStartingWith("dialect");
        }
    }
}
