package dev.countersign.store.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the stores are called. */
@ConfigMapping(prefix = "countersign.store")
public interface StoreConfig {

    /**
     * The longest that one call to PostgreSQL or Redis may take, the wait for a connection
     * included; past it the answer is 503.
     */
    @WithDefault("2s")
    Duration timeout();
}
