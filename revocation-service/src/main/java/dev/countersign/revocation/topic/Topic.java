package dev.countersign.revocation.topic;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/** Knows a topic, and makes it where it is missing. Blocks: not for an event loop. */
public final class Topic {

    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Duration PATIENCE_WITH_CHANGES = Duration.ofSeconds(10);
    private static final Duration CHECKED_AGAIN = Duration.ofSeconds(30);

    private final Supplier<Admin> admin;
    private final WantedTopic wanted;
    private final List<WantedTopic> all;
    private String checked = "";
    private long checkedNanos = System.nanoTime();

    /**
     * @param besides made and corrected together with it
     */
    Topic(Supplier<Admin> admin, WantedTopic wanted, WantedTopic... besides) {
        this.admin = admin;
        this.wanted = wanted;
        this.all = Stream.concat(Stream.of(wanted), Stream.of(besides)).toList();
    }

    public String name() {
        return wanted.name();
    }

    /**
     * The topic as it is now; made and corrected first if need be.
     *
     * @throws TopicUnavailable if the broker does not answer in time, or does not allow it
     */
    public synchronized TopicState current() {
        TopicState state = existing();
        if (!state.id().equals(checked) || isCheckedLongAgo()) {
            new TopicConfiguration(admin.get()).correct(all);
            checked = state.id();
            checkedNanos = System.nanoTime();
        }
        return state;
    }

    private boolean isCheckedLongAgo() {
        return System.nanoTime() - checkedNanos > CHECKED_AGAIN.toNanos();
    }

    private TopicState existing() {
        try {
            return describe();
        } catch (TopicUnavailable e) {
            if (!e.isMissing()) {
                throw e;
            }
        }
        new TopicConfiguration(admin.get()).create(wanted);
        return describe();
    }

    private TopicState describe() {
        TopicDescription topic =
                get(admin.get().describeTopics(List.of(name())).allTopicNames())
                        .values()
                        .iterator()
                        .next();
        return new TopicState(topic.topicId().toString(), topic.partitions().size());
    }

    static <T> T get(KafkaFuture<T> future) {
        return get(future, PATIENCE);
    }

    /** For what the broker has to write down. */
    static <T> T change(KafkaFuture<T> future) {
        return get(future, PATIENCE_WITH_CHANGES);
    }

    private static <T> T get(KafkaFuture<T> future, Duration patience) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new TopicUnavailable(e.getCause());
        } catch (TimeoutException e) {
            throw new TopicUnavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicUnavailable(e);
        }
    }
}
