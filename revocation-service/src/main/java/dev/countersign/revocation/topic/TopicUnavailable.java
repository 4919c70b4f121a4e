package dev.countersign.revocation.topic;

import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The broker is away, or refuses. Rules wait. */
public final class TopicUnavailable extends RuntimeException {

    public TopicUnavailable(@Nullable Throwable cause) {
        super("the topic cannot be reached: " + cause, cause);
    }

    boolean isMissing() {
        return getCause() instanceof UnknownTopicOrPartitionException;
    }
}
