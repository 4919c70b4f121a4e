package dev.countersign.revocation.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What an operator sees of one relay. */
final class RelayMeters {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final String prefix;

    /** Of the relay of rules. */
    RelayMeters() {
        this("countersign.revocation");
    }

    RelayMeters(String prefix) {
        this.prefix = prefix;
    }

    MeterRegistry registry() {
        return registry;
    }

    double depth() {
        return gauge(".outbox.depth");
    }

    double lagSeconds() {
        return gauge(".outbox.lag");
    }

    double heartbeatAgeSeconds() {
        return gauge(".heartbeat.age");
    }

    private double gauge(String name) {
        return registry.get(prefix + name).gauge().value();
    }
}
