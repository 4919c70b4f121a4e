package dev.countersign.system.stack;

import dev.countersign.embedded.FreePorts;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The program of {@code examples/plain}, in a process of its own beside the stack. */
public final class OutsideApi {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final Origin origin;

    private OutsideApi(Process process, Origin origin) {
        this.process = process;
        this.origin = origin;
    }

    public Origin origin() {
        return origin;
    }

    /** Returns when it answers. */
    public static OutsideApi start(OutsideProject project, RunningStack stack) throws Exception {
        int port = FreePorts.next();
        Path log = Project.module("system-tests").resolve("target/outside-api.log");
        var builder =
                new ProcessBuilder(
                        Project.java(),
                        "-Xmx128m",
                        "-cp",
                        project.classPath(),
                        "example.PlainApi",
                        Integer.toString(port),
                        stack.issuer(),
                        stack.issuer() + "/api");
        builder.environment().put("ACCOUNTS_API_SECRET", App.ACCOUNTS_API.secret());
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var api = new OutsideApi(process, Origin.of("http://127.0.0.1:" + port));
        try {
            Eventually.within(START_LIMIT, api::answers, answers -> answers);
            return api;
        } catch (Exception | AssertionError notReady) {
            api.stop();
            throw notReady;
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("it ended by itself: see target/outside-api.log");
        }
        try {
            return origin.get("/").status() == 404;
        } catch (IOException notYet) {
            return false;
        }
    }

    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
