package dev.countersign.benchmarks.refresh;

import dev.countersign.benchmarks.Latencies;
import dev.countersign.embedded.Database;
import dev.countersign.protocol.ClientId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Plays all workers to the end, on a database that is migrated and otherwise nobody's. */
public final class RefreshSimulation {

    private static final int WARM_UP = 10;

    private final Settings settings;
    private final Database database;

    public RefreshSimulation(Settings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    /**
     * @throws ExecutionException if the store failed, rather than broke a promise
     */
    public RefreshReport run() throws InterruptedException, ExecutionException, SQLException {
        Verdict verdict = new Verdict();
        Latencies latencies = new Latencies(settings.refreshes() * 2);
        Optional<PartitionDrop> drop = partitionDrop();
        GrantStore.Timed timed =
                (begin, end) -> {
                    latencies.add(Duration.ofNanos(end - begin));
                    drop.ifPresent(it -> it.refreshed(begin, end));
                };
        try (GrantStore store = new GrantStore(database, settings.workers(), timed)) {
            World world = new World(store, verdict, settings.dropped());
            List<Worker> workers = workers(world);
            play(workers, settings.refreshes() / WARM_UP, Optional.empty());
            TableSize before = TableSize.of(store.postgres());
            long refreshed = verdict.refreshes();
            long begin = System.nanoTime();
            play(workers, settings.refreshes(), drop.map(it -> () -> halfWay(it, verdict)));
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            TableSize after = TableSize.of(store.postgres());
            return new RefreshReport(
                    settings,
                    verdict,
                    latencies,
                    drop,
                    before,
                    after,
                    (verdict.refreshes() - refreshed) / (took.toNanos() / 1e9));
        }
    }

    private Optional<PartitionDrop> partitionDrop() throws SQLException {
        if (settings.history() == 0) {
            return Optional.empty();
        }
        PartitionDrop drop = new PartitionDrop(database, settings.history(), settings.refreshes());
        drop.fill();
        return Optional.of(drop);
    }

    private void halfWay(PartitionDrop drop, Verdict verdict) {
        while (verdict.refreshes() < settings.refreshes() / 2) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        drop.drop();
    }

    private List<Worker> workers(World world) {
        List<ClientId> clients =
                List.of(
                        world.store.application("native", settings.window()),
                        world.store.application("web", settings.window()));
        ClientId other = world.store.application("native", settings.window());
        List<Worker> workers = new ArrayList<>();
        for (int worker = 0; worker < settings.workers(); worker++) {
            List<SignedIn> apps = new ArrayList<>();
            for (int i = worker; i < settings.grants(); i += settings.workers()) {
                apps.add(world.signIn(world.store.person(), clients.get(i % clients.size())));
            }
            workers.add(new Worker(world, settings, apps, other, settings.seed() + worker));
        }
        return workers;
    }

    private static void play(List<Worker> workers, long goal, Optional<Runnable> besides)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> played = new ArrayList<>();
            workers.forEach(worker -> played.add(threads.submit(() -> worker.play(goal))));
            besides.ifPresent(it -> played.add(threads.submit(it)));
            for (Future<?> one : played) {
                one.get();
            }
        }
    }
}
