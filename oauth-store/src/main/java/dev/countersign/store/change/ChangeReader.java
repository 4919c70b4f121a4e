package dev.countersign.store.change;

import dev.countersign.clients.ApplicationCache;
import dev.countersign.store.loop.Loop;
import dev.countersign.store.topic.Reading;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells this replica's cache what changed, for as long as the process lives. Nothing waits for it:
 * without Kafka copies are read again sooner.
 */
@Singleton
public final class ChangeReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ChangeReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofSeconds(1);
    private static final int AT_ONCE = 1 << 20;

    private final Map<String, Object> kafka;
    private final ApplicationCache cache;
    private final Loop loop = new Loop("application-changes", BEFORE_THE_NEXT_TRY, this::follow);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private volatile boolean closed;

    public ChangeReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka, ApplicationCache cache) {
        this.kafka = kafka;
        this.cache = cache;
    }

    void start(@Observes StartupEvent started) {
        start();
    }

    public void start() {
        loop.start();
    }

    /** One topic from its end, until it is another one or there is a gap. */
    private void follow() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                Reading.consumer(kafka, "countersign-application-changes", AT_ONCE)) {
            reading = consumer;
            List<PartitionInfo> partitions = consumer.partitionsFor(Change.TOPIC, Reading.PATIENCE);
            if (partitions == null || partitions.isEmpty()) {
                LOG.debugf("There is no %s yet", Change.TOPIC);
                return;
            }
            consumer.assign(Reading.partitions(Change.TOPIC, partitions.size()));
            consumer.seekToEnd(consumer.assignment());
            consumer.assignment().forEach(it -> consumer.position(it, Reading.PATIENCE));
            // what was copied before this place was found may have changed before it
            cache.evictAll();
            HeardChanges heard = new HeardChanges(cache, partitions.size());
            boolean same = true;
            while (!closed && same) {
                same = take(consumer, heard);
            }
        } catch (WakeupException e) {
            LOG.debug("Woken to end");
        } finally {
            reading = null;
        }
    }

    private static boolean take(KafkaConsumer<byte[], byte[]> consumer, HeardChanges heard) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (!heard.take(record.partition(), SaidOfChanges.read(record.value()))) {
                LOG.infof("Topic %s is another one: it is read anew", Change.TOPIC);
                return false;
            }
        }
        return true;
    }

    @Override
    @PreDestroy
    public void close() {
        closed = true;
        KafkaConsumer<?, ?> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        loop.close();
    }
}
