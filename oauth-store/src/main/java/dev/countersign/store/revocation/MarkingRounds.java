package dev.countersign.store.revocation;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** One run of {@link Marking}: round after round, one batch for each rule that is due. */
final class MarkingRounds {

    private static final Logger LOG = Logger.getLogger(MarkingRounds.class);

    private final RuleMarker marker;
    private final Map<DueRule.Turn, RuleWalk> walks;
    private final long deadline;
    private final Set<UUID> failed = new HashSet<>();
    private MarkingRun result = new MarkingRun(0, 0, 0, 0);

    MarkingRounds(RuleMarker marker, Map<DueRule.Turn, RuleWalk> walks, Duration longest) {
        this.marker = marker;
        this.walks = walks;
        this.deadline = System.nanoTime() + longest.toNanos();
    }

    Uni<MarkingRun> go() {
        return due().flatMap(
                        rules ->
                                rules.isEmpty() || isOver()
                                        ? end(rules.size())
                                        : round(rules, 0).chain(this::go));
    }

    private boolean isOver() {
        return System.nanoTime() > deadline;
    }

    /** The least worked on comes first: a large rule holds up no small one. */
    private Uni<List<DueRule>> due() {
        return marker.due()
                .map(
                        rules -> {
                            walks.keySet()
                                    .retainAll(
                                            rules.stream()
                                                    .map(DueRule::turn)
                                                    .collect(Collectors.toSet()));
                            return rules.stream()
                                    .filter(it -> !failed.contains(it.id()))
                                    .sorted(Comparator.comparingInt(this::batches))
                                    .toList();
                        });
    }

    private int batches(DueRule rule) {
        return Optional.ofNullable(walks.get(rule.turn())).map(RuleWalk::batches).orElse(0);
    }

    private Uni<Void> round(List<DueRule> rules, int next) {
        if (next == rules.size() || isOver()) {
            return Uni.createFrom().voidItem();
        }
        DueRule rule = rules.get(next);
        return step(rule)
                .onFailure()
                .invoke(failure -> setAside(rule, failure))
                .onFailure()
                .recoverWithNull()
                .chain(() -> round(rules, next + 1));
    }

    private void setAside(DueRule rule, Throwable failure) {
        LOG.warnf("Rule %s is not marked yet, and is tried again: %s", rule.id(), failure);
        failed.add(rule.id());
        result = result.failing();
    }

    private Uni<Void> step(DueRule rule) {
        return Optional.ofNullable(walks.get(rule.turn()))
                .map(Uni.createFrom()::item)
                .orElseGet(() -> marker.begin(rule))
                .flatMap(walk -> walk.isDone() ? Uni.createFrom().item(walk) : batch(rule, walk))
                .invoke(walk -> walks.put(rule.turn(), walk))
                .flatMap(walk -> walk.isDone() ? marker.finish(rule) : Uni.createFrom().voidItem());
    }

    private Uni<RuleWalk> batch(DueRule rule, RuleWalk walk) {
        return marker.batch(rule, walk)
                .map(
                        batch -> {
                            result = result.marking(batch.marked());
                            return batch.next();
                        });
    }

    private Uni<MarkingRun> end(int waiting) {
        return marker.forget().map(gone -> result.ending(gone, waiting + failed.size()));
    }
}
