package dev.countersign.local;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one local stack: stores, then databases, then services, and the gateway in this JVM. What it
 * started it keeps running, and {@link #close} ends all of it in reverse order.
 */
public final class Supervisor implements AutoCloseable {

    private final Options options;
    private final StateFolder state;
    private final RunFolder run;
    private final Journal journal;
    private final List<Child> stores = new ArrayList<>();
    private final List<Child> services = new ArrayList<>();
    private @Nullable Gateway gateway;
    private boolean closed;

    private Supervisor(Options options, PrintStream person) {
        this.options = options;
        this.state = new StateFolder(options.state());
        this.run = new RunFolder(state.run());
        state.claim();
        this.journal =
                new Journal(state.rotatedLog(RunFolder.SUPERVISOR), person, Clock.systemUTC());
    }

    /**
     * Starts a stack and returns when all of it is ready.
     *
     * @param person is told of the progress, and later of every process that dies
     * @throws LocalStackFailure if it cannot run here; nothing is left running then
     */
    public static Supervisor start(Options options, PrintStream person) {
        long begin = System.nanoTime();
        Supervisor supervisor = new Supervisor(options, person);
        // from here on, whatever ends this JVM in order ends the children too
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop"));
        try {
            supervisor.run();
        } catch (RuntimeException e) {
            supervisor.close();
            throw e;
        }
        supervisor.announce(Duration.ofNanos(System.nanoTime() - begin));
        return supervisor;
    }

    private void run() {
        state.requireSpace();
        List<String> ended = new Leftovers(run).end();
        if (!ended.isEmpty()) {
            journal.say("ended what an earlier run had left: " + String.join(", ", ended));
        }
        options.ports().requireFree();
        state.requireIssuer(issuer());
        ProcessHandle self = ProcessHandle.current();
        RunFile record =
                RunFile.of(
                        RunFolder.SUPERVISOR, self, options.ports().gateway(), OptionalInt.empty());
        run.record(record);
        LocalStack stack = new LocalStack(options, state, tls());
        gateway = newGateway(stack);
        startAll(stack.stores(), stores);
        stack.prepareDatabases();
        startAll(stack.services(), services);
        run.record(record.ready(Duration.between(record.started(), Clock.systemUTC().instant())));
    }

    private Gateway newGateway(LocalStack stack) {
        Journal log = new Journal(state.rotatedLog("gateway"), System.out, Clock.systemUTC());
        return new Gateway(stack.front(), PathTable.load(), options.ports().services(), log)
                .start();
    }

    private Optional<TlsFiles> tls() {
        return options.name()
                .certificate()
                .map(it -> TlsFiles.of(it, options.name().host(), state.tls()));
    }

    /** Starts them side by side; the first failure is thrown at once, whatever the others do. */
    private void startAll(List<Program> programs, List<Child> children) {
        programs.forEach(program -> children.add(new Child(program, run, journal)));
        CompletableFuture<Void> failed = new CompletableFuture<>();
        CompletableFuture<Void> all =
                CompletableFuture.allOf(
                        children.stream()
                                .map(child -> inBackground(() -> start(child, failed)))
                                .toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, failed).join();
        } catch (CompletionException e) {
            throw LocalStackFailure.of("", e);
        }
    }

    private void start(Child child, CompletableFuture<Void> failed) {
        try {
            Duration startUp = child.start();
            journal.say("  %-20s ready after %s".formatted(child.name(), Text.seconds(startUp)));
        } catch (RuntimeException e) {
            failed.completeExceptionally(e);
            throw e;
        }
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, task -> Thread.ofPlatform().start(task));
    }

    private void announce(Duration startUp) {
        journal.say("ready after %s: %s".formatted(Text.seconds(startUp), issuer()));
    }

    /** The origin that all of it is reached by. */
    public String issuer() {
        return options.issuer();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (gateway != null) {
            gateway.close();
        }
        stopAll(services);
        stopAll(stores);
        run.forget(RunFolder.SUPERVISOR);
        state.close();
    }

    private static void stopAll(List<Child> children) {
        CompletableFuture.allOf(
                        children.stream()
                                .map(child -> inBackground(child::stop))
                                .toArray(CompletableFuture[]::new))
                .join();
    }
}
