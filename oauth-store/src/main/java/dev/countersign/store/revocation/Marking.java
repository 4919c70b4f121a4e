package dev.countersign.store.revocation;

import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Marks the rows that rules stop, in the background and in bounded batches, and forgets the rules
 * that nothing needs any more (design: Revocation 7). A rule's rows are marked twice: soon, and
 * once more when all that could still have become a token is gone. Only then the rule goes, for by
 * then no transaction that did not see it can be left: statements and transactions are cut off
 * after seconds. Until a row is marked, the live rule itself stops it.
 */
@Singleton
public final class Marking {

    private static final int BATCH = 500;
    private static final Duration RUN = Duration.ofSeconds(3);

    /** Longer than a run and the statement that ends it; shorter than the longest transaction. */
    private static final Duration LOCKED = Duration.ofSeconds(15);

    private final Postgres postgres;
    private final RuleMarker marker;

    /** How far each rule has come that this replica is marking; of use to one run at a time. */
    private final Map<DueRule.Turn, RuleWalk> walks = new ConcurrentHashMap<>();

    @Inject
    public Marking(Postgres postgres) {
        this(postgres, BATCH);
    }

    Marking(Postgres postgres, int batch) {
        this.postgres = postgres;
        this.marker = new RuleMarker(postgres, batch);
    }

    /**
     * Works for a few seconds at most, unless another replica does. To be called one at a time, and
     * again as long as rules wait.
     */
    public Uni<MarkingRun> run() {
        return run(RUN);
    }

    Uni<MarkingRun> run(Duration longest) {
        return postgres.transaction(
                LOCKED,
                // no prepared statement: it would keep its snapshot open for the whole run
                holder ->
                        holder.query(MarkSql.LOCK)
                                .execute()
                                .map(rows -> rows.iterator().next().getBoolean("mine"))
                                .flatMap(
                                        mine ->
                                                mine
                                                        ? new MarkingRounds(marker, walks, longest)
                                                                .go()
                                                        : elsewhere()));
    }

    /** What the other has walked through since is not known: a walk of ours begins anew. */
    private Uni<MarkingRun> elsewhere() {
        walks.clear();
        return Uni.createFrom().item(MarkingRun.ELSEWHERE);
    }
}
