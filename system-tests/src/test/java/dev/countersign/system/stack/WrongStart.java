package dev.countersign.system.stack;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A service that is started with one setting that cannot be, and must end by itself. */
public final class WrongStart {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ChildProcess ended;

    private WrongStart(ChildProcess ended) {
        this.ended = ended;
    }

    /** Returns when it has ended, or when a service that starts would be ready long since. */
    public static WrongStart of(RunningStack stack, String service, String key, String value)
            throws Exception {
        Map<String, String> environment = new HashMap<>(ServerEnvironment.of(stack));
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("QUARKUS_MANAGEMENT_PORT", "0");
        environment.put(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value);
        ProcessBuilder java = ServiceProcess.packaged(service, environment);
        return new WrongStart(ChildProcess.run(java, Map.of(), LIMIT));
    }

    /** With which it ended; -1 if it had to be stopped. */
    public int status() {
        return ended.status();
    }

    public String output() {
        return ended.output();
    }
}
