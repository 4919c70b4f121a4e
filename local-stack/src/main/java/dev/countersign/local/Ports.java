package dev.countersign.local;

import dev.countersign.embedded.FreePorts;
import java.util.LinkedHashMap;
import java.util.Map;

/** All ports of a local stack, counted from one: the gateway's. */
public record Ports(int base) {

    /** As the contract has them. */
    public static final int DEFAULT_BASE = 8080;

    private static final int MANAGEMENT = 1000;
    private static final int SPAN = MANAGEMENT + 5;

    public Ports {
        if (base < 1024 || base > 65_535 - SPAN) {
            throw new LocalStackFailure(
                    "--base-port must be between 1024 and " + (65_535 - SPAN) + ", not " + base);
        }
    }

    /** Some base whose ports are all free now: for tests, which must run beside anything. */
    public static Ports anyFree() {
        for (int attempt = 0; attempt < 100; attempt++) {
            Ports ports = new Ports(FreePorts.next());
            if (ports.purposes().values().stream().allMatch(FreePorts::isFree)) {
                return ports;
            }
        }
        throw new LocalStackFailure("no row of free ports was found");
    }

    public int gateway() {
        return base;
    }

    public int service(ServiceDefinition service) {
        return base + service.offset();
    }

    /** Each service's, by its id. */
    public Map<String, Integer> services() {
        Map<String, Integer> services = new LinkedHashMap<>();
        for (ServiceDefinition service : ServiceDefinition.values()) {
            services.put(service.id(), service(service));
        }
        return services;
    }

    /** Health and metrics of a service. */
    public int management(ServiceDefinition service) {
        return service(service) + MANAGEMENT;
    }

    int postgres() {
        return base + 10;
    }

    int redis() {
        return base + 11;
    }

    int kafka() {
        return base + 12;
    }

    int kafkaController() {
        return base + 13;
    }

    /**
     * @throws LocalStackFailure if another program listens on any of them
     */
    void requireFree() {
        purposes().forEach((purpose, port) -> PortOwner.requireFree(port, purpose));
    }

    private Map<String, Integer> purposes() {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("the gateway", gateway());
        for (ServiceDefinition service : ServiceDefinition.values()) {
            all.put(service.id(), service(service));
            all.put("the management of " + service.id(), management(service));
        }
        all.put("PostgreSQL", postgres());
        all.put("Redis", redis());
        all.put("Kafka", kafka());
        all.put("Kafka's controller", kafkaController());
        return all;
    }
}
