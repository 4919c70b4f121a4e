package dev.countersign.local;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A program under supervision: on record from its first moment, started again when it dies, each
 * time a little later, and ended for good by {@link #stop}.
 */
final class Child {

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Program program;
    private final RunFolder run;
    private final Journal journal;
    private final Object startOrStop = new Object();
    private volatile boolean stopping;
    private volatile @Nullable RunFile record;
    private Duration backoff = FIRST_BACKOFF;

    Child(Program program, RunFolder run, Journal journal) {
        this.program = program;
        this.run = run;
        this.journal = journal;
    }

    String name() {
        return program.name();
    }

    /** Starts it for the first time; a failure is the caller's. */
    Duration start() {
        Duration startUp = launch();
        Thread.ofPlatform().daemon().name("watch-" + program.name()).start(this::watch);
        return startUp;
    }

    void stop() {
        stopping = true;
        program.stop();
        // one that was just being started again
        synchronized (startOrStop) {
            program.stop();
        }
        run.forget(program.name());
    }

    private Duration launch() {
        synchronized (startOrStop) {
            if (stopping) {
                throw new LocalStackFailure("stopping");
            }
            long begin = System.nanoTime();
            program.start(this::onRecord);
            Duration startUp = Duration.ofNanos(System.nanoTime() - begin);
            RunFile file = record;
            if (file != null) {
                run.record(file.ready(startUp));
            }
            return startUp;
        }
    }

    private void onRecord(ProcessHandle process) {
        RunFile file = RunFile.of(program.name(), process, program.port(), program.management());
        record = file;
        run.record(file);
    }

    private void watch() {
        while (!stopping) {
            long begin = System.nanoTime();
            awaitEnd();
            if (stopping) {
                return;
            }
            boolean steady = System.nanoTime() - begin > STEADY.toNanos();
            backoff = steady ? FIRST_BACKOFF : backoff;
            journal.say(
                    "%s ended unexpectedly; starting it again in %d s"
                            .formatted(program.name(), backoff.toSeconds()));
            Pause.of(backoff);
            backoff = min(backoff.multipliedBy(2), LONGEST_BACKOFF);
            restart();
        }
    }

    private void restart() {
        try {
            Duration startUp = launch();
            journal.say("%s is back after %s".formatted(program.name(), Text.seconds(startUp)));
        } catch (RuntimeException e) {
            if (!stopping) {
                journal.say(program.name() + " did not come back: " + e.getMessage());
                program.stop();
            }
        }
    }

    private void awaitEnd() {
        RunFile file = record;
        if (file != null) {
            file.process().ifPresent(process -> process.onExit().join());
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
