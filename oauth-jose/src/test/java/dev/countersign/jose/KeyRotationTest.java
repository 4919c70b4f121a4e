package dev.countersign.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.jose.KeyStep.Add;
import dev.countersign.jose.KeyStep.BringForward;
import dev.countersign.jose.KeyStep.Forget;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract, section 4: a key signs for 90 days, and is published a day before its first use. */
final class KeyRotationTest {

    private static final KeyRotation POLICY =
            new KeyRotation(Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(400));
    private static final SigningAlgorithm RS256 = SigningAlgorithm.RS256;
    private static final Instant NOW = Fixtures.NOW;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(366);
    private static final Duration SLOWEST_VERIFIER = Duration.ofMinutes(5).minusMillis(1);

    /** How far a replica's clock is off, and how often the task runs. */
    static Stream<Arguments> years() {
        return Stream.of(
                Arguments.of(Duration.ZERO, HOUR),
                Arguments.of(Duration.ofMillis(-1), HOUR),
                Arguments.of(Duration.ofMinutes(-5), HOUR),
                Arguments.of(Duration.ofMinutes(5), HOUR),
                // all replicas are down, for days again and again
                Arguments.of(Duration.ZERO, Duration.ofDays(3)),
                Arguments.of(Duration.ofMinutes(-5), Duration.ofDays(17)));
    }

    @ParameterizedTest
    @MethodSource("years")
    void inAYearExactlyOneKeySignsAndEveryTokenAliveIsVerifiedByThePublishedKeys(
            Duration offset, Duration period) {
        SimulatedKeys keys = new SimulatedKeys(POLICY);
        keys.run(NOW);
        for (Instant now = NOW; now.isBefore(NOW.plus(YEAR)); now = now.plus(HOUR)) {
            if (Duration.between(NOW, now).toSeconds() % period.toSeconds() == 0) {
                keys.run(now);
            }
            Set<KeyId> published = keys.published(now);
            for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
                KeyId signing = keys.sign(algorithm, now.plus(offset));
                holds(published.contains(signing), "published when it signs", signing, now);
                holds(
                        keys.publishedFor(signing, now).compareTo(DAY.minus(offset.abs())) >= 0,
                        "published a day ahead",
                        signing,
                        now);
            }
            for (KeyId ofTokens : keys.ofTokensAlive(now.minus(SLOWEST_VERIFIER))) {
                holds(published.contains(ofTokens), "published for its tokens", ofTokens, now);
            }
        }
        assertThat(keys.rotations(RS256)).isBetween(3, 4);
    }

    private static void holds(boolean condition, String what, KeyId key, Instant now) {
        if (!condition) {
            throw new AssertionError(key + " is not " + what + " at " + now);
        }
    }

    @Test
    void whereThereIsNoKeyTheFirstOfEachAlgorithmSignsAtOnce() {
        assertThat(POLICY.due(new KeySchedule(List.of()), NOW))
                .containsExactlyElementsOf(
                        Arrays.stream(SigningAlgorithm.values())
                                .map(
                                        it ->
                                                new Add(
                                                        it,
                                                        NOW,
                                                        NOW.plus(Duration.ofDays(90)),
                                                        Optional.empty()))
                                .toList());
    }

    @Test
    void theNextKeyIsPublishedADayBeforeTheEndAndNoEarlier() {
        Instant end = NOW.plus(Duration.ofDays(90));
        KeySchedule schedule = schedule(key("one", NOW, end));

        assertThat(due(schedule, end.minus(DAY).minusMillis(1))).isEmpty();
        assertThat(due(schedule, end.minus(DAY)))
                .containsExactly(
                        new Add(
                                RS256,
                                end,
                                end.plus(Duration.ofDays(90)),
                                Optional.of(new KeyId("one"))));
    }

    @Test
    void whereANextKeyIsPublishedNoOtherIs() {
        Instant end = NOW.plus(Duration.ofDays(90));
        KeySchedule schedule =
                schedule(key("one", NOW, end), key("two", end, end.plus(Duration.ofDays(90))));

        assertThat(due(schedule, end.minusSeconds(1))).isEmpty();
        assertThat(due(schedule, end)).isEmpty();
    }

    @Test
    void aRotationThatComesLateStillPublishesADayAhead() {
        Instant late = NOW.plus(Duration.ofDays(200));
        KeySchedule schedule = schedule(key("one", NOW, NOW.plus(Duration.ofDays(90))));

        assertThat(schedule.signing(RS256, late)).map(KeyTimes::id).contains(new KeyId("one"));
        assertThat(schedule.published(late)).hasSize(1);
        assertThat(due(schedule, late))
                .singleElement()
                .isInstanceOfSatisfying(
                        Add.class, it -> assertThat(it.signsFrom()).isEqualTo(late.plus(DAY)));
    }

    @Test
    void aLifetimeThatWasMadeShorterHoldsForTheKeyThatSigns() {
        KeyRotation shorter = new KeyRotation(Duration.ofDays(30), DAY, Duration.ofDays(400));
        KeySchedule schedule = schedule(key("one", NOW, NOW.plus(Duration.ofDays(90))));

        assertThat(ofRs256(shorter.due(schedule, NOW.plus(Duration.ofDays(29))))).hasSize(1);
        assertThat(ofRs256(shorter.due(schedule, NOW.plus(Duration.ofDays(28))))).isEmpty();
    }

    /** Design, Keys: kept longer for verifying our own hints; and not for ever. */
    @Test
    void aRetiredKeyIsForgottenWhenNoHintNeedsIt() {
        Instant end = NOW.plus(Duration.ofDays(90));
        KeySchedule schedule =
                schedule(key("one", NOW, end), key("two", end, end.plus(Duration.ofDays(9_000))));
        Instant last = end.plus(Duration.ofDays(400));

        assertThat(POLICY.due(schedule, last.minusMillis(1))).doesNotContain(new Forget(id("one")));
        assertThat(POLICY.due(schedule, last)).contains(new Forget(id("one")));
        assertThat(POLICY.due(schedule(key("one", NOW, end)), last))
                .doesNotContain(new Forget(id("one")));
    }

    @Test
    void anOrderIsCarriedOutAfterItsNoticeAndGivenTwiceIsGivenOnce() {
        Instant end = NOW.plus(Duration.ofDays(90));
        KeyTimes one = key("one", NOW, end);
        Duration notice = Duration.ofMinutes(1);

        assertThat(POLICY.ordered(RS256, schedule(one), NOW, notice))
                .contains(
                        new Add(
                                RS256,
                                NOW.plus(notice),
                                NOW.plus(notice).plus(Duration.ofDays(90)),
                                Optional.of(id("one"))));
        KeyTimes two = key("two", NOW.plus(notice), end);
        assertThat(POLICY.ordered(RS256, schedule(one, two), NOW.plusSeconds(1), notice)).isEmpty();
    }

    @Test
    void anOrderBringsTheKeyForwardThatIsPublished() {
        Instant end = NOW.plus(Duration.ofDays(90));
        KeySchedule schedule =
                schedule(key("one", NOW, end), key("two", end, end.plus(Duration.ofDays(90))));
        Instant now = end.minus(HOUR);

        assertThat(POLICY.ordered(RS256, schedule, now, Duration.ofMinutes(1)))
                .contains(
                        new BringForward(
                                id("two"),
                                now.plus(Duration.ofMinutes(1)),
                                Optional.of(id("one"))));
    }

    /** Zero validation failures: no planned key signs before each cache can know it. */
    @Test
    void aNoticeShorterThanCachesLiveIsRefused() {
        KeySchedule schedule = schedule(key("one", NOW, NOW.plus(Duration.ofDays(90))));

        assertThatThrownBy(() -> POLICY.ordered(RS256, schedule, NOW, Duration.ofSeconds(14)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("notice");
    }

    @Test
    void afterAnEmergencyANewKeySignsAtOnceAndNotTheOneThatWasPublishedBesideIt() {
        Instant end = NOW.plus(Duration.ofDays(90));
        KeyTimes next = key("two", end, end.plus(Duration.ofDays(90)));

        assertThat(POLICY.emergency(RS256, schedule(next), end.minus(HOUR)))
                .contains(
                        new Add(
                                RS256,
                                end.minus(HOUR),
                                end.minus(HOUR).plus(Duration.ofDays(90)),
                                Optional.empty()));
        assertThat(POLICY.emergency(RS256, schedule(next, key("one", NOW, end)), NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT59M, PT20M, P400D, lifetime",
        "P90D, PT14S, P400D, published-ahead",
        "P90D, P46D, P400D, lifetime",
        "P90D, P1D, PT24H, kept",
        "P4000D, P1D, P400D, lifetime",
        "P-90D, P1D, P400D, lifetime"
    })
    void anAbsurdPolicyIsRefusedAndNamesItsKey(
            Duration lifetime, Duration ahead, Duration kept, String key) {
        assertThatThrownBy(() -> new KeyRotation(lifetime, ahead, kept))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("countersign.signing-keys." + key);
    }

    private static List<KeyStep> due(KeySchedule schedule, Instant now) {
        return ofRs256(POLICY.due(schedule, now));
    }

    private static List<KeyStep> ofRs256(List<KeyStep> steps) {
        return steps.stream()
                .filter(it -> it instanceof Add add && add.algorithm() == RS256)
                .toList();
    }

    private static KeySchedule schedule(KeyTimes... keys) {
        return new KeySchedule(List.of(keys));
    }

    private static KeyTimes key(String id, Instant from, Instant until) {
        return new KeyTimes(id(id), RS256, from, until);
    }

    private static KeyId id(String id) {
        return new KeyId(id);
    }

    /** Keys without key pairs, and the tokens that they have signed. */
    private static final class SimulatedKeys {

        private final KeyRotation policy;
        private final Map<KeyId, Instant> publishedFrom = new HashMap<>();
        private final Map<KeyId, Instant> lastExpiry = new HashMap<>();
        private KeySchedule schedule = new KeySchedule(List.of());

        SimulatedKeys(KeyRotation policy) {
            this.policy = policy;
        }

        void run(Instant now) {
            for (KeyStep step : policy.due(schedule, now)) {
                schedule = after(step, now);
            }
            assertThat(policy.due(schedule, now)).isEmpty();
        }

        private KeySchedule after(KeyStep step, Instant now) {
            return switch (step) {
                case Add add -> {
                    KeyId id = new KeyId(add.algorithm().word() + "-" + publishedFrom.size());
                    publishedFrom.put(id, now);
                    yield new KeySchedule(
                            Stream.concat(
                                            schedule.keys().stream()
                                                    .map(
                                                            it ->
                                                                    ended(
                                                                            it,
                                                                            add.predecessor(),
                                                                            add.signsFrom())),
                                            Stream.of(
                                                    new KeyTimes(
                                                            id,
                                                            add.algorithm(),
                                                            add.signsFrom(),
                                                            add.signsUntil())))
                                    .toList());
                }
                case BringForward ignored -> throw new AssertionError("nobody ordered it");
                case Forget forget ->
                        new KeySchedule(
                                schedule.keys().stream()
                                        .filter(it -> !it.id().equals(forget.key()))
                                        .toList());
            };
        }

        private static KeyTimes ended(KeyTimes key, Optional<KeyId> ended, Instant at) {
            return ended.filter(key.id()::equals).isPresent()
                    ? new KeyTimes(key.id(), key.algorithm(), key.signsFrom(), at)
                    : key;
        }

        Set<KeyId> published(Instant now) {
            return schedule.published(now).stream().map(KeyTimes::id).collect(Collectors.toSet());
        }

        /** A token of the longest life, by a replica whose clock says something else. */
        KeyId sign(SigningAlgorithm algorithm, Instant byItsClock) {
            KeyId signing = schedule.signing(algorithm, byItsClock).orElseThrow().id();
            lastExpiry.put(signing, byItsClock.plus(DAY));
            return signing;
        }

        List<KeyId> ofTokensAlive(Instant now) {
            return lastExpiry.entrySet().stream()
                    .filter(it -> now.isBefore(it.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        Duration publishedFor(KeyId key, Instant now) {
            Instant from = publishedFrom.getOrDefault(key, now);
            return from.equals(NOW) ? DAY : Duration.between(from, now);
        }

        int rotations(SigningAlgorithm algorithm) {
            return (int)
                            publishedFrom.keySet().stream()
                                    .filter(it -> it.value().startsWith(algorithm.word() + "-"))
                                    .count()
                    - 1;
        }
    }
}
