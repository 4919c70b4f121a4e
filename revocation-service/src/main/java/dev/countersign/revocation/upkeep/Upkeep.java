package dev.countersign.revocation.upkeep;

import dev.countersign.store.change.ChangeOutbox;
import dev.countersign.store.grant.GrantPartitions;
import dev.countersign.store.revocation.Marking;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Calls what is to be done in the background, at start-up first. Each replica asks; a lock in
 * PostgreSQL lets one work. A failure is counted, logged, and tried again at the next call.
 */
@Singleton
public final class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    /** Long enough to look into what was published. */
    private static final Duration CHANGES_KEPT = Duration.ofDays(1);

    private final Marking marking;
    private final GrantPartitions partitions;
    private final ChangeOutbox changes;
    private final UpkeepMetrics metrics;
    private final UnderWay underWay;

    Upkeep(
            Marking marking,
            GrantPartitions partitions,
            ChangeOutbox changes,
            UpkeepMetrics metrics,
            UnderWay underWay) {
        this.marking = marking;
        this.partitions = partitions;
        this.changes = changes;
        this.metrics = metrics;
        this.underWay = underWay;
    }

    /** Marks what rules stop; goes on at the next call where there is more. */
    @Scheduled(
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UnderWay.class)
    Uni<Void> mark() {
        return underWay.call(this::marked);
    }

    private Uni<Void> marked() {
        return marking.run()
                .invoke(metrics::ran)
                .replaceWithVoid()
                .onFailure()
                .invoke(
                        failure -> {
                            LOG.warnf("Rows are not marked, which is tried again: %s", failure);
                            metrics.markingFailed();
                        })
                .onFailure()
                .recoverWithNull();
    }

    /** Often, for an old database at which a replica was started when it could not be reached. */
    @Scheduled(
            every = "60s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UnderWay.class)
    Uni<Void> keepPartitions() {
        return underWay.call(this::partitionsKept);
    }

    private Uni<Void> partitionsKept() {
        return partitions
                .keep()
                .onFailure()
                .invoke(this::partitionsFailed)
                .onFailure()
                .recoverWithNull()
                .chain(partitions::newestEnd)
                .invoke(metrics::partitionsEnd)
                .replaceWithVoid()
                .onFailure()
                .invoke(this::partitionsFailed)
                .onFailure()
                .recoverWithNull();
    }

    /** What every cache has heard of long ago. */
    @Scheduled(
            every = "60s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = UnderWay.class)
    Uni<Void> forgetChanges() {
        return underWay.call(this::changesForgotten);
    }

    private Uni<Void> changesForgotten() {
        return changes.forgetPublished(CHANGES_KEPT)
                .replaceWithVoid()
                .onFailure()
                .invoke(this::forgettingFailed)
                .onFailure()
                .recoverWithNull();
    }

    private void forgettingFailed(Throwable failure) {
        LOG.warnf("Published changes are not deleted, which is tried again: %s", failure);
        metrics.forgettingFailed();
    }

    private void partitionsFailed(Throwable failure) {
        LOG.errorf("Partitions of grants are not kept, which is tried again: %s", failure);
        metrics.partitionsFailed();
    }
}
