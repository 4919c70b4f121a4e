package dev.countersign.resourceserver.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.resourceserver.revocation.FeedRecord.Rule;
import dev.countersign.resourceserver.token.AccessToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract section 5: which tokens a rule stops. */
class RevocationRulesTest {

    private static final long AUTHORIZED = 1_700_000_000_500L;
    private static final AccessToken TOKEN =
            new AccessToken(
                    "https://issuer",
                    "user",
                    "client",
                    Set.of("read"),
                    Set.of("api", "https://issuer"),
                    "token",
                    "key",
                    Optional.of("grant"),
                    Optional.of("session"),
                    Instant.ofEpochSecond(1_700_000_900),
                    Instant.ofEpochSecond(1_700_002_700),
                    Instant.ofEpochMilli(AUTHORIZED));
    private static final AccessToken OF_A_CLIENT =
            new AccessToken(
                    "https://issuer",
                    "client",
                    "client",
                    Set.of("read"),
                    Set.of("api"),
                    "token-2",
                    "key",
                    Optional.empty(),
                    Optional.empty(),
                    Instant.ofEpochSecond(1_700_000_900),
                    Instant.ofEpochSecond(1_700_002_700),
                    Instant.ofEpochMilli(AUTHORIZED));

    private final RevocationRules rules = new RevocationRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'jti':'token'",
                "'grant_id':'grant'",
                "'sid':'session'",
                "'sub':['user']",
                "'sub':['someone','user']",
                "'client_id':'client'",
                "'aud':'api'",
                "'aud':'https://issuer'",
                "'kid':'key'",
                "'everything':true",
                "'sub':['user'],'client_id':'client'",
                "'jti':'token','before':1700000000500",
                "'everything':true,'before':1700000000500",
                "'sub':['user'],'before':1700000000501",
                // who holds the key writes any authorized_at: before does not limit a key's rule
                "'kid':'key','before':1"
            })
    void stops(String fields) {
        add(fields);

        assertThat(rules.thatStop(TOKEN)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'jti':'token-2'",
                "'grant_id':'token'",
                "'sid':'grant'",
                "'sub':['client']",
                "'client_id':'user'",
                "'aud':'ap'",
                "'kid':'key-2'",
                "'sub':['user'],'client_id':'other'",
                "'sub':['other'],'client_id':'client'",
                "'jti':'token','before':1700000000499",
                "'everything':true,'before':1700000000499",
                "'grant_id':'grant','aud':'other'"
            })
    void doesNotStop(String fields) {
        add(fields);

        assertThat(rules.thatStop(TOKEN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'grant_id':'grant'", "'sid':'session'", "'client_id':'c','sid':'s'"})
    void aTokenWithoutGrantOrSessionIsNotStoppedByARuleOnOne(String fields) {
        add(fields);

        assertThat(rules.thatStop(OF_A_CLIENT)).isEmpty();
    }

    @Test
    void microsecondsAreCutOff() {
        RevocationRule rule = rule("'everything':true,'before':1700000000500");
        AccessToken later =
                new AccessToken(
                        TOKEN.issuer(),
                        TOKEN.subject(),
                        TOKEN.clientId(),
                        TOKEN.scopes(),
                        TOKEN.audience(),
                        TOKEN.tokenId(),
                        TOKEN.keyId(),
                        TOKEN.grantId(),
                        TOKEN.sessionId(),
                        TOKEN.issuedAt(),
                        TOKEN.expiresAt(),
                        TOKEN.authorizedAt().plusNanos(999_999));

        assertThat(rule.stops(later)).isTrue();
    }

    @Test
    void aRuleDeliveredTwiceIsOneRule() {
        add("'jti':'token'");
        add("'jti':'token'");

        assertThat(rules.size()).isEqualTo(1);
    }

    @Test
    void isForgottenWhenItsTokensAreGone() {
        add("'sub':['user','other']");
        rules.forget(Instant.ofEpochMilli(AUTHORIZED + 3_900_000));
        assertThat(rules.thatStop(TOKEN)).isPresent();

        rules.forget(Instant.ofEpochMilli(AUTHORIZED + 3_900_001));
        assertThat(rules.thatStop(TOKEN)).isEmpty();
        assertThat(rules.size()).isZero();
    }

    @Test
    void aKeyIsNeverForgotten() {
        add("'kid':'key'");
        rules.forget(Instant.ofEpochMilli(AUTHORIZED).plus(Duration.ofDays(4000)));

        assertThat(rules.thatStop(TOKEN)).isPresent();
        assertThat(rules.dropKey("key")).isTrue();
    }

    /** Not a benchmark: with a scan of the rules this would take minutes. */
    @Test
    void aHundredThousandRulesCostADecisionNothing() {
        IntStream.range(0, 100_000).forEach(i -> add("'grant_id':'grant-" + i + "'"));
        long start = System.nanoTime();
        for (int i = 0; i < 100_000; i++) {
            assertThat(rules.thatStop(TOKEN).isPresent()).isFalse();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(rules.size()).isEqualTo(100_000);
    }

    private void add(String fields) {
        rules.add(rule(fields));
    }

    private static RevocationRule rule(String fields) {
        String json = "{'v':1,'id':'rule','until':" + (AUTHORIZED + 3_900_000) + "," + fields + "}";
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ((Rule) FeedRecordReader.read(bytes)).rule();
    }
}
