package dev.countersign.store.race;

import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One side of a race: on its way to the next step, waiting for its turn to do it, or finished. */
final class Side {

    private final String name;
    private final Set<Step> steps;
    private @Nullable Waiting waiting;
    private boolean finished;
    private CompletableFuture<Void> arrival = new CompletableFuture<>();

    private record Waiting(Step step, CompletableFuture<Void> turn) {}

    /** A turn that was taken. */
    record Taken(String side, Step step) {}

    /**
     * @param steps those that wait for a turn
     */
    Side(String name, Set<Step> steps) {
        this.name = name;
        this.steps = steps;
    }

    String name() {
        return name;
    }

    Uni<Void> turn(Step step) {
        return steps.contains(step)
                ? Uni.createFrom().completionStage(() -> arriveAt(step))
                : Uni.createFrom().voidItem();
    }

    private synchronized CompletionStage<Void> arriveAt(Step step) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        waiting = new Waiting(step, turn);
        arrival.complete(null);
        return turn;
    }

    synchronized void finish() {
        finished = true;
        arrival.complete(null);
    }

    synchronized boolean isWaiting() {
        return waiting != null;
    }

    synchronized boolean isFinished() {
        return finished;
    }

    /** Lets it do what it waits to do. */
    Taken go() {
        Waiting next;
        synchronized (this) {
            next = Objects.requireNonNull(waiting);
            waiting = null;
            arrival = new CompletableFuture<>();
        }
        next.turn().complete(null);
        return new Taken(name, next.step());
    }

    /** True once it waits or has finished; false if it is still on its way. */
    boolean arrivesWithin(int millis) throws Exception {
        CompletableFuture<Void> expected;
        synchronized (this) {
            expected = arrival;
        }
        try {
            expected.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException onItsWay) {
            return false;
        }
    }
}
