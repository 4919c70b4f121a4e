package dev.countersign.revocation.topic;

import dev.countersign.revocation.RevocationSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** Knows the topic, and makes it where it is missing. Blocks: not for an event loop. */
@Singleton
public final class RevocationTopic implements AutoCloseable {

    public static final String NAME = "countersign.revocations";
    public static final String ACKNOWLEDGEMENTS = "countersign.applied";

    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Duration PATIENCE_WITH_CHANGES = Duration.ofSeconds(10);
    private static final Duration CHECKED_AGAIN = Duration.ofSeconds(30);

    private final Map<String, Object> kafka;
    private final List<WantedTopic> wanted;
    private @Nullable Admin admin;
    private String checked = "";
    private long checkedNanos = System.nanoTime();

    public RevocationTopic(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            RevocationSettings settings) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(AdminClientConfig.CLIENT_ID_CONFIG, "countersign-relay-admin");
        this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        this.kafka.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.wanted =
                List.of(
                        WantedTopic.revocations(settings.topic()),
                        WantedTopic.acknowledgements(settings.topic()));
    }

    /**
     * The topic as it is now; made and corrected first if need be.
     *
     * @throws TopicUnavailable if the broker does not answer in time, or does not allow it
     */
    public synchronized TopicState current() {
        TopicState state = existing();
        if (!state.id().equals(checked) || isCheckedLongAgo()) {
            new TopicConfiguration(admin()).correct(wanted);
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
        new TopicConfiguration(admin()).create(wanted.getFirst());
        return describe();
    }

    private TopicState describe() {
        TopicDescription topic =
                get(admin().describeTopics(List.of(NAME)).allTopicNames())
                        .values()
                        .iterator()
                        .next();
        return new TopicState(topic.topicId().toString(), topic.partitions().size());
    }

    private Admin admin() {
        Admin known = admin;
        if (known == null) {
            known = Admin.create(kafka);
            admin = known;
        }
        return known;
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

    @Override
    @PreDestroy
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
