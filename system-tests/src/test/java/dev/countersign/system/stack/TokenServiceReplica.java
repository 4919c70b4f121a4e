package dev.countersign.system.stack;

import dev.countersign.system.client.Origin;

/** A second token-service beside the supervisor's, on the same stores. */
public final class TokenServiceReplica {

    private final ServiceProcess process;

    private TokenServiceReplica(ServiceProcess process) {
        this.process = process;
    }

    public Origin origin() {
        return process.origin();
    }

    /** Returns when it is ready. */
    public static TokenServiceReplica start(RunningStack stack) throws Exception {
        return new TokenServiceReplica(
                ServiceProcess.start(
                        "token-service", "second-token-service", ServerEnvironment.of(stack)));
    }

    public void stop() throws InterruptedException {
        process.stop();
    }
}
