package dev.countersign.store.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.store.Stores;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One order of the steps of several sides: who goes next, as indexes of sides. */
record Interleaving(List<Integer> turns) {

    private static final int SOON = 2;

    /** Far more steps than there are; who still goes on then never ends. */
    private static final int MOST_STEPS = 200;

    /** All orders of so many steps of the one and of the other. */
    static Stream<Interleaving> all(int ofTheFirst, int ofTheSecond) {
        return orders(new ArrayList<>(), ofTheFirst, ofTheSecond).map(Interleaving::new);
    }

    private static Stream<List<Integer>> orders(List<Integer> begun, int first, int second) {
        if (first == 0 && second == 0) {
            return Stream.of(begun);
        }
        return Stream.concat(
                first == 0 ? Stream.of() : orders(and(begun, 0), first - 1, second),
                second == 0 ? Stream.of() : orders(and(begun, 1), first, second - 1));
    }

    private static List<Integer> and(List<Integer> begun, int next) {
        return Stream.concat(begun.stream(), Stream.of(next)).toList();
    }

    /** Plays the sides to their end and says in which order they took their turns. */
    List<Side.Taken> play(Map<Side, Uni<Void>> race, BackendLocks locks) throws Exception {
        List<Side> sides = List.copyOf(race.keySet());
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        race.forEach(
                (side, work) ->
                        ends.add(
                                work.onTermination()
                                        .invoke(side::finish)
                                        .subscribeAsCompletionStage()));
        List<Side.Taken> order = new ArrayList<>();
        for (int turn = 0; settle(sides, locks); turn++) {
            assertThat(turn).as("steps of a race").isLessThan(MOST_STEPS);
            next(sides, turn).ifPresent(side -> order.add(side.go()));
        }
        for (CompletableFuture<Void> end : ends) {
            Stores.await(Uni.createFrom().completionStage(end));
        }
        return order;
    }

    /** Whose turn it is, or whoever waits where that side does not. */
    private Optional<Side> next(List<Side> sides, int turn) {
        int wanted = turn < turns.size() ? turns.get(turn) : turn;
        return Stream.iterate(0, i -> i < sides.size(), i -> i + 1)
                .map(i -> sides.get((wanted + i) % sides.size()))
                .filter(Side::isWaiting)
                .findFirst();
    }

    /**
     * Waits until every side has done its step: it waits for the next one, has finished, or hangs
     * on a row that another side has locked. False when all have finished.
     */
    private static boolean settle(List<Side> sides, BackendLocks locks) throws Exception {
        for (Side side : sides) {
            while (!side.arrivesWithin(SOON)) {
                if (sides.stream().anyMatch(Side::isWaiting) && locks.hangs(side)) {
                    break;
                }
            }
        }
        return !sides.stream().allMatch(Side::isFinished);
    }
}
