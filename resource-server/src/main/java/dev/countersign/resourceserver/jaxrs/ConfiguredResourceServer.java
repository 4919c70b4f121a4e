package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.Measurements;
import dev.countersign.resourceserver.ResourceServer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** The core, made from the settings; started and stopped with the application. */
@Singleton
final class ConfiguredResourceServer {

    private final ResourceServer core;

    ConfiguredResourceServer(ResourceServerConfig config, Config all) {
        this.core = CheckedSettings.build(config, all);
    }

    void start(@Observes Startup event) {
        core.start();
    }

    @Produces
    @Singleton
    ResourceServer core() {
        return core;
    }

    @Produces
    @Singleton
    Measurements measurements() {
        return core.measurements();
    }

    @PreDestroy
    void stop() {
        core.close();
    }
}
