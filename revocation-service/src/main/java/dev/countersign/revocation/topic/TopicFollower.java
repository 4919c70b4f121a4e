package dev.countersign.revocation.topic;

import dev.countersign.store.loop.Loop;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic on a thread of its own until it is closed: as often as that ends or fails, again
 * with a new consumer.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofSeconds(1);

    private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
    private final Consumer<KafkaConsumer<byte[], byte[]>> follow;
    private final Loop loop;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private volatile boolean closed;

    /**
     * @param follow reads as long as this is not closed
     */
    public TopicFollower(
            String name,
            Supplier<KafkaConsumer<byte[], byte[]>> consumers,
            Consumer<KafkaConsumer<byte[], byte[]>> follow) {
        this.consumers = consumers;
        this.follow = follow;
        this.loop = new Loop(name, BEFORE_THE_NEXT_TRY, this::run);
    }

    public void start() {
        loop.start();
    }

    public boolean isClosed() {
        return closed;
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumers.get()) {
            reading = consumer;
            follow.accept(consumer);
        } catch (WakeupException e) {
            LOG.debug("Woken to end");
        } finally {
            reading = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<?, ?> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        loop.close();
    }
}
