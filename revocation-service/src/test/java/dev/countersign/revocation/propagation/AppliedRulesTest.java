package dev.countersign.revocation.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.revocation.propagation.Acknowledgement.OfRule;
import dev.countersign.revocation.propagation.Acknowledgement.OfTime;
import dev.countersign.revocation.propagation.AppliedRules.News;
import dev.countersign.revocation.propagation.Propagation.OfInstance;
import dev.countersign.revocation.propagation.Propagation.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AppliedRulesTest {

    private static final UUID RULE = UUID.randomUUID();

    private Instant now = Instant.parse("2026-03-01T12:00:00.250Z");
    private final Instant stamped = now;
    private final AppliedRules applied = new AppliedRules(() -> now);

    private Optional<News> says(String instance, UUID rule, Instant at) {
        return applied.take(new OfRule(instance, rule, at.toEpochMilli()), now);
    }

    private void hasAllUntil(String instance, Instant until) {
        assertThat(applied.take(new OfTime(instance, until.toEpochMilli()), now)).isEmpty();
    }

    private Propagation.Report report() {
        return applied.of(RULE, Optional.of(stamped));
    }

    private OfInstance only() {
        assertThat(report().instances()).hasSize(1);
        return report().instances().getFirst();
    }

    @Test
    void anInstanceLagsUntilItSaysTheRuleOrALaterTime() {
        hasAllUntil("a", stamped);
        hasAllUntil("b", stamped);
        assertThat(report().instances())
                .extracting(OfInstance::state)
                .containsExactly(State.LAGGING, State.LAGGING);
        now = now.plusMillis(40);
        says("a", RULE, now);
        hasAllUntil("b", stamped.plusMillis(1));
        assertThat(report().instances())
                .containsExactly(
                        new OfInstance("a", State.APPLIED, Optional.of(now)),
                        new OfInstance("b", State.APPLIED, Optional.empty()));
    }

    @Test
    void aRuleThatIsNotStampedIsWithNobodyWhoDoesNotNameIt() {
        hasAllUntil("a", now);
        assertThat(applied.of(RULE, Optional.empty()).instances().getFirst().state())
                .isEqualTo(State.LAGGING);
    }

    @Test
    void whoIsSilentForThirtySecondsIsGoneAndForgottenAfterAnHour() {
        hasAllUntil("a", now);
        now = now.plusSeconds(31);
        hasAllUntil("b", now);
        assertThat(report().gone()).containsExactly("a");
        assertThat(only().instance()).isEqualTo("b");
        now = now.plus(Duration.ofHours(1));
        hasAllUntil("b", now);
        assertThat(report().gone()).isEmpty();
    }

    @Test
    void aProcessThatBeginsAnewUnderANameLagsAgain() {
        hasAllUntil("a", stamped.plusSeconds(1));
        hasAllUntil("a", Instant.EPOCH);
        assertThat(only().state()).isEqualTo(State.LAGGING);
    }

    @Test
    void whatAProcessHadItsSuccessorUnderTheNameMustSayAnew() {
        hasAllUntil("a", stamped);
        says("a", RULE, now);
        assertThat(only().state()).isEqualTo(State.APPLIED);
        hasAllUntil("a", Instant.EPOCH);
        assertThat(only()).isEqualTo(new OfInstance("a", State.LAGGING, Optional.empty()));
        now = now.plusSeconds(2);
        says("a", RULE, now);
        assertThat(only()).isEqualTo(new OfInstance("a", State.APPLIED, Optional.of(now)));
    }

    @Test
    void whoWasGoneMayBeAnotherProcessUnderTheName() {
        hasAllUntil("a", stamped);
        says("a", RULE, now);
        now = now.plusSeconds(31);
        // what a time that goes back says anyway
        hasAllUntil("a", stamped);
        assertThat(only().state()).isEqualTo(State.LAGGING);
    }

    @Test
    void onlyWhatANewRuleTookIsNews() {
        assertThat(says("a", RULE, now)).as("read from the past at its start").isEmpty();
        hasAllUntil("a", now);
        assertThat(says("a", RULE, now)).as("said before").isEmpty();
        UUID next = UUID.randomUUID();
        assertThat(says("a", next, now))
                .contains(new News(next, now.toEpochMilli(), now.toEpochMilli()));
        assertThat(says("a", next, now)).as("twice").isEmpty();
        now = now.plusSeconds(31);
        assertThat(says("a", UUID.randomUUID(), now)).as("after it was gone").isEmpty();
    }

    @Test
    void aTimeToComeIsIgnored() {
        hasAllUntil("a", now);
        hasAllUntil("a", now.plusSeconds(6));
        assertThat(only().state()).isEqualTo(State.LAGGING);
        assertThat(says("a", RULE, now.plusSeconds(6))).isEmpty();
        assertThat(only().state()).isEqualTo(State.LAGGING);
        applied.take(new OfTime("a", now.toEpochMilli()), now.plusSeconds(3600));
        now = now.plusSeconds(31);
        assertThat(report().gone()).containsExactly("a");
    }

    @Test
    void aMillionInventedNamesTakeABoundedPlaceAndDriveNobodyOut() {
        hasAllUntil("honest", now);
        for (int i = 0; i < 1_000_000; i++) {
            applied.take(new OfTime("x" + i, now.toEpochMilli()), now);
        }
        assertThat(applied.present()).isEqualTo(AppliedRules.MOST_INSTANCES);
        says("honest", RULE, now);
        assertThat(report().instances())
                .contains(new OfInstance("honest", State.APPLIED, Optional.of(now)));
        now = now.plusSeconds(31);
        hasAllUntil("newcomer", now);
        assertThat(applied.present()).isEqualTo(1);
    }

    @Test
    void ofVeryManyRulesTheOldestIsKnownByTheTimeOnly() {
        says("a", RULE, now);
        for (int i = 0; i < AppliedRules.MOST_ACKNOWLEDGEMENTS; i++) {
            says("a", new UUID(1, i), now);
        }
        assertThat(only().state()).isEqualTo(State.LAGGING);
        hasAllUntil("a", stamped.plusMillis(1));
        assertThat(only()).isEqualTo(new OfInstance("a", State.APPLIED, Optional.empty()));
    }

    @Test
    void lagIsCountedAmongThoseThatAreThere() {
        hasAllUntil("a", now);
        hasAllUntil("b", now);
        assertThat(applied.lagging()).isZero();
        now = now.plusSeconds(6);
        hasAllUntil("b", now);
        assertThat(applied.lagging()).isEqualTo(1);
        now = now.plusSeconds(26);
        assertThat(applied.lagging()).as("one is gone").isEqualTo(1);
    }
}
