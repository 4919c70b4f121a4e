package dev.countersign.web.outgoing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How this server calls others, for what clients publish: keys and sectors. */
@ConfigMapping(prefix = "countersign.outgoing")
public interface OutgoingConfig {

    /** The longest that one call may take, the connection included. */
    @WithDefault("3s")
    Duration timeout();

    /** Certificates in PEM form that are trusted besides those of the platform. */
    Optional<Path> trustedCertificates();

    /**
     * Whether documents on the loopback may be fetched, and by http there. For tests on one machine
     * alone: an address that a client chose would reach whatever listens here.
     */
    @WithDefault("false")
    boolean allowLoopback();

    /**
     * The http proxy through which calls go, {@code http://host:port}; by default what the
     * environment variable {@code HTTPS_PROXY} says.
     */
    @WithDefault("${HTTPS_PROXY:${https_proxy:}}")
    Optional<String> proxy();

    /**
     * Hosts that are called without the proxy, {@code example.com,.internal.example}; by default
     * what the environment variable {@code NO_PROXY} says.
     */
    @WithDefault("${NO_PROXY:${no_proxy:}}")
    Optional<String> noProxy();
}
