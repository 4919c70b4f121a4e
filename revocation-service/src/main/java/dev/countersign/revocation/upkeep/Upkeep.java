package dev.countersign.revocation.upkeep;

import dev.countersign.store.grant.GrantPartitions;
import dev.countersign.store.revocation.Marking;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Calls what is to be done in the background, at start-up first. Each replica asks; a lock in
 * PostgreSQL lets one work. A failure is counted, logged, and tried again at the next call.
 */
@Singleton
public final class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final Marking marking;
    private final GrantPartitions partitions;
    private final UpkeepMetrics metrics;

    Upkeep(Marking marking, GrantPartitions partitions, UpkeepMetrics metrics) {
        this.marking = marking;
        this.partitions = partitions;
        this.metrics = metrics;
    }

    /** Marks what rules stop; goes on at the next call where there is more. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> mark() {
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
    @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> keepPartitions() {
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

    private void partitionsFailed(Throwable failure) {
        LOG.errorf("Partitions of grants are not kept, which is tried again: %s", failure);
        metrics.partitionsFailed();
    }
}
