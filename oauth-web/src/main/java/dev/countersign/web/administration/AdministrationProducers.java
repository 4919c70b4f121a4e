package dev.countersign.web.administration;

import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Origin;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;

/** Makes what is read once. */
@Dependent
final class AdministrationProducers {

    private static final String KEY = "countersign.administration.origin";

    /**
     * At the start, so that a wrong setting stops it.
     *
     * @throws IllegalStateException naming the setting, if it is no origin of https, or of http on
     *     the loopback, or shares the issuer's host
     */
    @Produces
    @Singleton
    @Startup
    AdminAddress address(Issuer issuer, AdministrationConfig config) {
        try {
            return new AdminAddress(issuer, config.origin().map(URI::toString).map(Origin::new));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(KEY + ": " + e.getMessage(), e);
        }
    }
}
