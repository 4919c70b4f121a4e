package dev.countersign.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the revocation service. */
@ConfigMapping(prefix = "countersign.revocation")
public interface RevocationSettings {

    Topic topic();

    Feed feed();

    /** How the topics are made; a topic that exists keeps its partitions and replicas. */
    interface Topic {

        /** Each API instance reads all of them. */
        @WithDefault("3")
        int partitions();

        /** Copies of each partition; the broker's own default where it is not set. */
        Optional<Short> replicationFactor();
    }

    /** The feed over HTTP. */
    interface Feed {

        /**
         * How many requests may wait at a replica, each for at most 25 s and without a thread; an
         * API instance needs one. More are answered 503 until one ends. An API may have half.
         */
        @WithDefault("2000")
        int mostWaiting();

        /**
         * How many answers of more than 16 KiB may be under way at a replica, as when all instances
         * begin at once; each holds some 100 KiB until it has been read. More are answered 503
         * until one ends. An API may have half.
         */
        @WithDefault("500")
        int mostLargeAnswers();
    }
}
