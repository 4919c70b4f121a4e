package dev.countersign.system.stack;

import dev.countersign.embedded.FreePorts;
import dev.countersign.system.client.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service beside those of the supervisor, on ports of its own. */
final class ServiceProcess {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final Origin origin;
    private final Origin management;

    private ServiceProcess(Process process, Origin origin, Origin management) {
        this.process = process;
        this.origin = origin;
        this.management = management;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Its health and metrics. */
    Origin management() {
        return management;
    }

    Origin origin() {
        return origin;
    }

    /** Returns when it is ready. */
    static ServiceProcess start(String module, String name, Map<String, String> environment)
            throws Exception {
        int port = FreePorts.next();
        int management = FreePorts.next();
        Path log = Project.module("system-tests").resolve("target/" + name + ".log");
        ProcessBuilder builder = packaged(module, environment);
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var health = Origin.of("http://127.0.0.1:" + management);
        var service = new ServiceProcess(process, Origin.of("http://127.0.0.1:" + port), health);
        try {
            Eventually.within(START_LIMIT, () -> isReady(health), ready -> ready);
            return service;
        } catch (Exception | AssertionError notReady) {
            service.stop();
            throw notReady;
        }
    }

    /** The service as it was packaged, not started yet. */
    static ProcessBuilder packaged(String module, Map<String, String> environment) {
        Path jar = Project.module(module).resolve("target/quarkus-app/quarkus-run.jar");
        var builder =
                new ProcessBuilder(
                        Project.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString());
        builder.environment().putAll(environment);
        return builder;
    }

    /** Whether a service says so at its management port. */
    static boolean isReady(Origin management) {
        try {
            return management.get("/q/health/ready").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
