package dev.countersign.store.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the operator sets for all applications. */
@ConfigMapping(prefix = "countersign.tokens")
public interface TokenSettings {

    /**
     * No access token lives longer, whatever an application is set to: the time for which an API
     * that missed a revocation would go on accepting one. At most 24 hours.
     */
    @WithDefault("1h")
    Duration longestAccessToken();
}
