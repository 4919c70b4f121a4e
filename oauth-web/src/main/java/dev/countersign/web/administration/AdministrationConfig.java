package dev.countersign.web.administration;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where administration is. */
@ConfigMapping(prefix = "countersign.administration")
public interface AdministrationConfig {

    /**
     * The origin at which everything under {@code /admin} is asked for, {@code
     * https://admin.example.com}, in place of the issuer's: so that it may be reached by fewer
     * people than the sign-in is. Its host is not the issuer's. The same at every service.
     */
    Optional<URI> origin();
}
