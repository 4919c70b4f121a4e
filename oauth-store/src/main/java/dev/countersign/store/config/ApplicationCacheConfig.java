package dev.countersign.store.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long a service remembers applications and APIs. */
@ConfigMapping(prefix = "countersign.application-cache")
public interface ApplicationCacheConfig {

    /**
     * While changes are not heard of, because Kafka or the relays are away: a change is in force
     * everywhere after so long.
     */
    @WithDefault("30s")
    Duration unheard();

    /** While they are heard of, and each ends what is remembered of it at once. */
    @WithDefault("10m")
    Duration heard();
}
