package dev.countersign.system.stack;

import static java.util.Map.entry;

import dev.countersign.system.client.App;
import dev.countersign.system.client.Origin;
import java.io.IOException;
import java.util.Map;

/**
 * The sample API once more, beside the supervisor's: it knows the issuer by its public origin and
 * hears of revocations from there alone. What it takes for Kafka is a port that never answers.
 */
public final class ResourceApiReplica {

    private final ServiceProcess process;
    private final SilentPort instead;

    private ResourceApiReplica(ServiceProcess process, SilentPort instead) {
        this.process = process;
        this.instead = instead;
    }

    /**
     * Returns when it is ready.
     *
     * @param revocations how it hears of them: {@code http} or {@code introspection}
     */
    public static ResourceApiReplica start(RunningStack stack, String revocations)
            throws Exception {
        var instead = new SilentPort();
        try {
            return new ResourceApiReplica(
                    ServiceProcess.start(
                            "resource-api",
                            "resource-api-by-" + revocations,
                            environment(stack, revocations, instead)),
                    instead);
        } catch (Exception | AssertionError notReady) {
            instead.close();
            throw notReady;
        }
    }

    private static Map<String, String> environment(
            RunningStack stack, String revocations, SilentPort instead) {
        return Map.ofEntries(
                entry("COUNTERSIGN_RESOURCE_SERVER_ISSUER", stack.issuer()),
                entry("COUNTERSIGN_RESOURCE_SERVER_AUDIENCE", stack.issuer() + "/api"),
                entry("COUNTERSIGN_RESOURCE_SERVER_REVOCATIONS", revocations),
                entry("COUNTERSIGN_RESOURCE_SERVER_INSTANCE", instance(revocations)),
                entry(
                        "COUNTERSIGN_RESOURCE_SERVER_INTROSPECTION_CLIENT_ID",
                        App.ACCOUNTS_API.clientId()),
                entry(
                        "COUNTERSIGN_RESOURCE_SERVER_INTROSPECTION_CLIENT_SECRET",
                        App.ACCOUNTS_API.secret()),
                entry("KAFKA_BOOTSTRAP_SERVERS", instead.address()),
                entry(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        "vertx-reactive:postgresql://127.0.0.1:"
                                + stack.port("postgres")
                                + "/sample_api"),
                entry("QUARKUS_DATASOURCE_USERNAME", "sample_api"),
                entry("QUARKUS_DATASOURCE_PASSWORD", stack.secret("sample-api-password")));
    }

    /** How it names itself among the instances of its API. */
    public static String instance(String revocations) {
        return "replica-by-" + revocations;
    }

    public ProcessHandle process() {
        return process.handle();
    }

    public Origin origin() {
        return process.origin();
    }

    /** Whether it ever tried to reach Kafka. */
    public boolean calledKafka() throws IOException {
        return instead.wasCalled();
    }

    public void stop() throws InterruptedException, IOException {
        process.stop();
        instead.close();
    }
}
