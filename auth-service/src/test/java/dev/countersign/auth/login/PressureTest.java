package dev.countersign.auth.login;

import static dev.countersign.auth.login.Brake.Pressure.FREE;
import static dev.countersign.auth.login.Brake.Pressure.SLOW;
import static dev.countersign.auth.login.Brake.Pressure.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.login.Brake.Pressure;
import dev.countersign.store.counter.FailureCounts;
import org.junit.jupiter.api.Test;

class PressureTest {

    @Test
    void aPersonWhoMistypesIsFree() {
        assertThat(Pressure.of(new FailureCounts(9, 9, 9), false)).isEqualTo(FREE);
    }

    @Test
    void guessingAtOneAccountFromOneAddressIsStoppedSoon() {
        assertThat(Pressure.of(new FailureCounts(10, 10, 10), false)).isEqualTo(STOPPED);
    }

    @Test
    void guessingAtOneAccountFromManyAddressesLeavesEachFewTries() {
        assertThat(Pressure.of(new FailureCounts(99, 9, 9), false)).isEqualTo(FREE);
        assertThat(Pressure.of(new FailureCounts(100, 2, 2), false)).isEqualTo(SLOW);
        assertThat(Pressure.of(new FailureCounts(100, 3, 3), false)).isEqualTo(STOPPED);
    }

    @Test
    void noFailureOfStrangersLocksAPersonOut() {
        assertThat(Pressure.of(new FailureCounts(1_000_000, 0, 0), false)).isEqualTo(SLOW);
    }

    @Test
    void aBusyAddressIsSlowedAndNeverStopped() {
        assertThat(Pressure.of(new FailureCounts(0, 299, 0), false)).isEqualTo(FREE);
        assertThat(Pressure.of(new FailureCounts(0, 1_000_000, 0), false)).isEqualTo(SLOW);
    }

    @Test
    void aKnownDeviceAnswersForItsOwnFailuresOnly() {
        assertThat(Pressure.of(new FailureCounts(1_000, 1_000, 19), true)).isEqualTo(FREE);
        assertThat(Pressure.of(new FailureCounts(0, 0, 20), true)).isEqualTo(STOPPED);
    }
}
