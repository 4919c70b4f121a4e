package dev.countersign.revocation.feed;

import dev.countersign.revocation.loop.Loop;
import dev.countersign.revocation.topic.Reading;
import dev.countersign.revocation.topic.RevocationTopic;
import dev.countersign.revocation.topic.TopicState;
import dev.countersign.revocation.topic.TopicUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic from its beginning, for ever. What is held is replaced only by a log that has
 * caught up: while the broker is away, or the topic is read again, the rules known so far are
 * answered with a heartbeat that grows old.
 */
final class FeedReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FeedReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofSeconds(1);
    private static final int AT_ONCE = 8 << 20;

    private final Map<String, Object> kafka;
    private final RevocationTopic topic;
    private final InstantSource clock;
    private final Runnable changed;
    private final Loop loop = new Loop("revocation-feed", BEFORE_THE_NEXT_TRY, this::follow);
    private volatile @Nullable FeedLog current;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private volatile boolean closed;

    /**
     * @param changed told after everything that could be an answer to somebody who waits
     */
    FeedReader(
            Map<String, Object> kafka,
            RevocationTopic topic,
            InstantSource clock,
            Runnable changed) {
        this.kafka = kafka;
        this.topic = topic;
        this.clock = clock;
        this.changed = changed;
    }

    void start() {
        loop.start();
    }

    /** Empty until all live rules have been read once. */
    Optional<FeedLog> log() {
        return Optional.ofNullable(current);
    }

    /** One topic, until it is another one or its log breaks. */
    private void follow() {
        TopicState state = topic.current();
        try (KafkaConsumer<byte[], byte[]> consumer =
                Reading.consumer(kafka, "countersign-http-feed", AT_ONCE)) {
            reading = consumer;
            consumer.assign(Reading.partitions(RevocationTopic.NAME, state.partitions()));
            consumer.seekToBeginning(consumer.assignment());
            FeedLog log = new FeedLog(state.id(), state.partitions());
            catchUp(consumer, log);
            LOG.infof("The feed over HTTP holds %d rules of topic %s", log.size(), log.topicId());
            while (!closed && take(consumer, log)) {
                changed.run();
            }
        } catch (WakeupException e) {
            LOG.debug("Woken to end");
        } finally {
            reading = null;
        }
    }

    private void catchUp(KafkaConsumer<byte[], byte[]> consumer, FeedLog log) {
        Map<TopicPartition, Long> ends =
                consumer.endOffsets(consumer.assignment(), Reading.PATIENCE);
        while (!closed && current != log) {
            if (!take(consumer, log)) {
                throw new IllegalStateException("the topic changed while it was read");
            }
            boolean atEnd =
                    ends.entrySet().stream()
                            .allMatch(
                                    end ->
                                            consumer.position(end.getKey(), Reading.PATIENCE)
                                                    >= end.getValue());
            if (atEnd && log.reached().heartbeat() > 0) {
                current = log;
            }
        }
    }

    /** False once the topic is another one, or has more partitions than are read. */
    private boolean take(KafkaConsumer<byte[], byte[]> consumer, FeedLog log) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        boolean beat = false;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicRecord read = TopicRecord.read(record.value());
            beat |= read instanceof TopicRecord.Heartbeat;
            if (read instanceof TopicRecord.Damaged) {
                LOG.errorf(
                        "Record %d/%d of the topic is damaged: no heartbeat is passed on over HTTP",
                        record.partition(), record.offset());
            }
            log.take(record.partition(), record.offset(), read);
        }
        log.advance();
        log.forget(Math.min(clock.millis(), log.newestHeard()));
        changed.run();
        return !beat || isStill(log, consumer.assignment().size());
    }

    /**
     * Asked after each heartbeat was read and before it is passed on: a topic made anew may be read
     * on at the old place, beyond rules that its heartbeat speaks of.
     */
    private boolean isStill(FeedLog log, int partitions) {
        try {
            if (!topic.current().equals(new TopicState(log.topicId(), partitions))) {
                return false;
            }
            log.confirm();
        } catch (TopicUnavailable e) {
            LOG.debugf(e, "The heartbeat is not passed on");
        }
        return true;
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
