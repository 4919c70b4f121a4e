package dev.countersign.revocation.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.revocation.propagation.Propagation;
import dev.countersign.revocation.propagation.Propagation.OfInstance;
import dev.countersign.revocation.propagation.Propagation.State;
import dev.countersign.store.revocation.RecordedRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A revocation, and how far it has come among the APIs.
 *
 * @param instances those that spoke in the last 30 seconds
 * @param lagging the names of those that have not said to have it
 * @param gone those that spoke in the last hour, but not in the last 30 seconds
 */
record FollowedRevocation(
        @JsonUnwrapped RevocationReport revocation,
        List<AtInstance> instances,
        List<String> lagging,
        List<String> gone) {

    /**
     * @param appliedAt by the instance's clock, or ours if it is without Kafka; absent where it is
     *     only known to be applied by now
     * @param millisAfter after the stamp
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AtInstance(
            String instance,
            String state,
            Optional<Instant> appliedAt,
            Optional<Long> millisAfter) {

        static AtInstance of(OfInstance at, Optional<Instant> stamped) {
            return new AtInstance(
                    at.instance(),
                    at.state().name().toLowerCase(Locale.ROOT),
                    at.appliedAt(),
                    at.appliedAt()
                            .flatMap(applied -> stamped.map(it -> Duration.between(it, applied)))
                            // two clocks
                            .map(it -> Math.max(0, it.toMillis())));
        }
    }

    static FollowedRevocation of(RecordedRule recorded, Propagation propagation) {
        Propagation.Report report = propagation.of(recorded.rule().id(), recorded.stampedAt());
        return new FollowedRevocation(
                RevocationReport.of(recorded),
                report.instances().stream()
                        .map(it -> AtInstance.of(it, recorded.stampedAt()))
                        .toList(),
                report.instances().stream()
                        .filter(it -> it.state() == State.LAGGING)
                        .map(OfInstance::instance)
                        .toList(),
                report.gone());
    }
}
