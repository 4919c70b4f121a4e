package dev.countersign.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the revocation service. */
@ConfigMapping(prefix = "countersign.revocation")
public interface RevocationSettings {

    Topic topic();

    /** How the topics are made; a topic that exists keeps its partitions and replicas. */
    interface Topic {

        /** Each API instance reads all of them. */
        @WithDefault("3")
        int partitions();

        /** Copies of each partition; the broker's own default where it is not set. */
        Optional<Short> replicationFactor();
    }
}
