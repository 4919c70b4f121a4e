package dev.countersign.revocation.feed;

import dev.countersign.revocation.feed.FeedCursor.Place;
import dev.countersign.revocation.topic.Topic;
import dev.countersign.revocation.topic.TopicFollower;
import dev.countersign.revocation.topic.TopicState;
import dev.countersign.revocation.topic.TopicUnavailable;
import dev.countersign.store.topic.Reading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
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
    private static final int AT_ONCE = 8 << 20;

    private final Topic topic;
    private final InstantSource clock;
    private final Runnable changed;
    private final TopicFollower follower;
    private volatile @Nullable FeedLog current;

    /**
     * @param changed told after everything that could be an answer to somebody who waits
     */
    FeedReader(Map<String, Object> kafka, Topic topic, InstantSource clock, Runnable changed) {
        this.topic = topic;
        this.clock = clock;
        this.changed = changed;
        this.follower =
                new TopicFollower(
                        "revocation-feed",
                        () -> Reading.consumer(kafka, "countersign-http-feed", AT_ONCE),
                        this::follow);
    }

    void start() {
        follower.start();
    }

    /** Empty until all live rules have been read once. */
    Optional<FeedLog> log() {
        return Optional.ofNullable(current);
    }

    /** One topic, until it is another one or its log breaks. */
    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        TopicState state = topic.current();
        consumer.assign(Reading.partitions(topic.name(), state.partitions()));
        consumer.seekToBeginning(consumer.assignment());
        FeedLog log = new FeedLog(state.id(), state.partitions());
        catchUp(consumer, log);
        LOG.infof("The feed over HTTP holds %d rules of topic %s", log.size(), log.topicId());
        while (!follower.isClosed() && take(consumer, log)) {
            changed.run();
        }
    }

    private void catchUp(KafkaConsumer<byte[], byte[]> consumer, FeedLog log) {
        Map<TopicPartition, Long> ends =
                consumer.endOffsets(consumer.assignment(), Reading.PATIENCE);
        while (!follower.isClosed() && current != log) {
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
            log.take(record.partition(), record.offset(), epoch(record), read);
        }
        log.advance();
        log.forget(Math.min(clock.millis(), log.newestHeard()));
        changed.run();
        return !beat || isStill(log, consumer.assignment().size());
    }

    private static int epoch(ConsumerRecord<?, ?> record) {
        return record.leaderEpoch().orElse(Place.UNKNOWN);
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
        follower.close();
    }
}
