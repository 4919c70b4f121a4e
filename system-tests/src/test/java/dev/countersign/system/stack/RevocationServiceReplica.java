package dev.countersign.system.stack;

import dev.countersign.system.client.Origin;
import java.io.IOException;

/** A second revocation-service beside the supervisor's, on the same stores. */
public final class RevocationServiceReplica {

    private final ServiceProcess process;

    private RevocationServiceReplica(ServiceProcess process) {
        this.process = process;
    }

    /** Returns when it is ready. */
    public static RevocationServiceReplica start(RunningStack stack) throws Exception {
        return new RevocationServiceReplica(
                ServiceProcess.start(
                        "revocation-service",
                        "second-revocation-service",
                        ServerEnvironment.of(stack)));
    }

    public Origin origin() {
        return process.origin();
    }

    /** What it measures, as text. */
    public String metrics() throws IOException {
        return process.management().get("/q/metrics").body();
    }

    /** Tells it to end, and returns when it has. */
    public void stop() throws InterruptedException {
        process.stop();
    }
}
