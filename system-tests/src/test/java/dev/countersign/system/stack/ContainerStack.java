package dev.countersign.system.stack;

import dev.countersign.embedded.Database;
import dev.countersign.local.Gateway;
import dev.countersign.local.Ports;
import dev.countersign.local.ServiceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/**
 * The images of this build, and the stores by theirs, each in a container of its own; the gateway
 * is that of {@code ./countersign up}, in this JVM.
 */
final class ContainerStack implements TestedStack {

    private static final Duration MIGRATION_LIMIT = Duration.ofMinutes(2);

    private final RunningStack running;
    private final ContainerFiles files;
    private final Optional<AotTraining> training = AotTraining.asked();
    private final Deque<Runnable> ends = new ArrayDeque<>();

    private ContainerStack(RunningStack running, ContainerFiles files) {
        this.running = running;
        this.files = files;
    }

    @Override
    public RunningStack running() {
        return running;
    }

    /** Returns when all of it is ready. */
    static ContainerStack start() {
        Path state = Project.module("system-tests").resolve("target/container-stack");
        var files = ContainerFiles.fresh(state);
        var stack = new ContainerStack(new RunningStack(Ports.anyFree(), state), files);
        // also where the session does not end in order
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end-the-stack"));
        try {
            stack.run();
            return stack;
        } catch (RuntimeException notReady) {
            stack.close();
            throw new IllegalStateException(
                    "the containers are not ready: %s\n%s".formatted(notReady, stack.tails()),
                    notReady);
        }
    }

    private void run() {
        Ports ports = running.ports();
        files.write("issuer", "http://localhost:" + ports.gateway());
        Gateway gateway = Gateway.local(ports, files.log("gateway"));
        ends.push(gateway::close);
        startAll(StoreContainers.of(files));
        makeDatabases();
        migrate();
        var settings = new ContainerSettings(running, files);
        startAll(
                Arrays.stream(ServiceDefinition.values())
                        .map(it -> service(it, settings))
                        .toList());
        // when all else has ended: what a JVM learnt is written when it ends
        ends.addLast(this::requireTrained);
    }

    private void requireTrained() {
        for (ServiceDefinition service : ServiceDefinition.values()) {
            training.ifPresent(it -> it.requireCache(service.id()));
        }
    }

    private void makeDatabases() {
        var superuser =
                new Database(
                        running.port("postgres"),
                        "postgres",
                        "postgres",
                        running.secret("postgres-password"));
        superuser.another("countersign", running.secret("countersign-password"));
        superuser.another("sample_api", running.secret("sample-api-password"));
    }

    /** Runs the migration program to its end. */
    private void migrate() {
        Path secrets =
                files.mount("schema", Map.of("password", running.secret("countersign-password")));
        var migration =
                new HardenedContainer("schema", HardenedContainer.Limits.megabytes(256))
                        .withMounted(secrets, ContainerSettings.SECRETS)
                        .withEnv(
                                Map.of(
                                        "COUNTERSIGN_JDBC_URL",
                                        "jdbc:postgresql://127.0.0.1:"
                                                + running.port("postgres")
                                                + "/countersign",
                                        "COUNTERSIGN_DB_USER",
                                        "countersign",
                                        "COUNTERSIGN_DB_PASSWORD_FILE",
                                        ContainerSettings.SECRETS + "/password"))
                        .withLogConsumer(new ContainerLog(files.log("schema")))
                        .withStartupCheckStrategy(
                                new OneShotStartupCheckStrategy().withTimeout(MIGRATION_LIMIT));
        ends.push(migration::stop);
        migration.start();
    }

    private StackContainer service(ServiceDefinition service, ContainerSettings settings) {
        String module = service.id();
        int port = running.ports().service(service);
        int management = running.ports().management(service);
        var container =
                new HardenedContainer(module, limits(service))
                        .withMounted(
                                files.mount(module, settings.secrets(service)),
                                ContainerSettings.SECRETS)
                        .withEnv(settings.environment(service))
                        .withLogConsumer(new ContainerLog(files.log(module)))
                        .waitingFor(new ReadinessProbe(management));
        if (service != ServiceDefinition.RESOURCE_API) {
            container.withMounted(
                    files.mount(module + "-keys", settings.keys()), ContainerSettings.KEYS);
        }
        if (service == ServiceDefinition.AUTH) {
            container.withMounted(
                    files.mount("declarations", ContainerFiles.declarations()),
                    ContainerSettings.DECLARATIONS);
        }
        training.ifPresent(it -> it.train(container, module));
        return new StackContainer(module, container, () -> port, OptionalInt.of(management));
    }

    /** More where passwords are hashed. */
    private HardenedContainer.Limits limits(ServiceDefinition service) {
        return training.isPresent()
                ? AotTraining.limits()
                : HardenedContainer.Limits.megabytes(service == ServiceDefinition.AUTH ? 768 : 512);
    }

    private void startAll(List<StackContainer> containers) {
        ends.push(() -> sideBySide(containers, StackContainer::stop));
        sideBySide(containers, it -> it.start(files.run()));
    }

    private static void sideBySide(List<StackContainer> containers, Consumer<StackContainer> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(
                            containers.stream()
                                    .map(
                                            it ->
                                                    CompletableFuture.runAsync(
                                                            () -> work.accept(it), threads))
                                    .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private String tails() {
        try {
            return LogTails.of(running.state().resolve("logs"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** In the reverse order. */
    @Override
    public synchronized void close() {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }
}
