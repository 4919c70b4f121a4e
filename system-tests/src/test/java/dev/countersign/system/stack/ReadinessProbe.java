package dev.countersign.system.stack;

import dev.countersign.system.client.Origin;
import java.time.Duration;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Waits until a service says that it is ready, or its container has ended. */
final class ReadinessProbe extends AbstractWaitStrategy {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Origin management;

    /**
     * @param port of its health on this machine
     */
    ReadinessProbe(int port) {
        this.management = Origin.of("http://127.0.0.1:" + port);
    }

    @Override
    protected void waitUntilReady() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!ServiceProcess.isReady(management)) {
            if (!waitStrategyTarget.isRunning()) {
                throw new ContainerLaunchException("it ended by itself");
            }
            if (System.nanoTime() > deadline) {
                throw new ContainerLaunchException("not ready within " + LIMIT);
            }
            Pause.of(Duration.ofMillis(200));
        }
    }
}
