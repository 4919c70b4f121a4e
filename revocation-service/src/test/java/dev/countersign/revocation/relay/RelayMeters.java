package dev.countersign.revocation.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What an operator sees of one relay. */
final class RelayMeters {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    MeterRegistry registry() {
        return registry;
    }

    double depth() {
        return gauge("countersign.revocation.outbox.depth");
    }

    double lagSeconds() {
        return gauge("countersign.revocation.outbox.lag");
    }

    double heartbeatAgeSeconds() {
        return gauge("countersign.revocation.heartbeat.age");
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
