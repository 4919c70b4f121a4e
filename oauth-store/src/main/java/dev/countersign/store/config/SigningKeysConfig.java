package dev.countersign.store.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How signing keys are rotated. A value that could leave a token unverified stops start-up. */
@ConfigMapping(prefix = "countersign.signing-keys")
public interface SigningKeysConfig {

    /** For how long a key signs. At least an hour, and twice the time it is published ahead. */
    @WithDefault("P90D")
    Duration lifetime();

    /**
     * For how long a key is in the JWK Set before it signs, so that every cache knows it by then.
     * At least 15 seconds; clients that cache for longer than that need more.
     */
    @WithDefault("P1D")
    Duration publishedAhead();

    /**
     * For how long a key that signs no more still verifies ID tokens that come back as hints; no
     * grant lives longer than a year. At least 24 hours and 5 minutes.
     */
    @WithDefault("P400D")
    Duration kept();
}
