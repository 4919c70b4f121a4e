package dev.countersign.benchmarks.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** RFC 9700 §4.14.2, as often as the normal tests have time for. */
class RefreshSimulationTest {

    private static final Settings SETTINGS =
            new Settings(2_000, 100, 8, Duration.ofSeconds(3), 0.05, 0.01, 5_000, 1);

    @Test
    void nobodyHonestIsSignedOutAndNoThiefOrRevokedTokenSurvivesWhileAPartitionIsDropped()
            throws Exception {
        try (EmbeddedStack stack = EmbeddedStack.start(Component.POSTGRES)) {
            RefreshReport report = new RefreshSimulation(SETTINGS, stack.countersign()).run();

            assertThat(report.breaches()).as(report.toString()).isEmpty();
            assertThat(report.refreshes()).isGreaterThanOrEqualTo(SETTINGS.refreshes());
            assertThat(report.thefts()).as("thefts").isPositive();
            assertThat(report.races()).as("revocations in a race").isPositive();
        }
    }
}
