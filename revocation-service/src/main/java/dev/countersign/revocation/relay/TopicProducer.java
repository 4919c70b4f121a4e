package dev.countersign.revocation.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one topic and waits until all in-sync replicas have it. Blocks, but never for more than
 * a few seconds: what is not acknowledged by then is sent again by a later call.
 */
final class TopicProducer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicProducer.class);

    private final String topic;
    private final Map<String, Object> settings;
    private final ObjectMapper json;
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * @param clientId by which the broker's logs and limits know this producer
     */
    TopicProducer(String topic, String clientId, Map<String, Object> kafka, ObjectMapper json) {
        this.topic = topic;
        this.settings = settings(kafka, clientId);
        this.json = json;
    }

    /**
     * Sends the messages in their order, each to one partition, chosen by its key. Answers the ids
     * of those that are acknowledged: all of them, unless the broker is away.
     */
    Set<UUID> publish(SequencedMap<UUID, Message> messages) {
        Map<UUID, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        for (Map.Entry<UUID, Message> message : messages.entrySet()) {
            Future<RecordMetadata> future =
                    send(
                            new ProducerRecord<>(
                                    topic,
                                    key(message.getValue()),
                                    bytes(message.getValue().value())));
            sent.put(message.getKey(), future);
            if (future.state() == Future.State.FAILED) {
                // no metadata: each further record would wait as long as this one did
                break;
            }
        }
        Set<UUID> acknowledged = new HashSet<>();
        sent.forEach(
                (id, future) -> {
                    if (isAcknowledged(future)) {
                        acknowledged.add(id);
                    }
                });
        return acknowledged;
    }

    /** Sends the heartbeat to every partition; false unless each one has acknowledged it. */
    boolean publish(Message heartbeat, int partitions) {
        byte[] key = key(heartbeat);
        byte[] value = bytes(heartbeat.value());
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            sent.add(send(new ProducerRecord<>(topic, partition, key, value)));
        }
        boolean all = true;
        for (Future<RecordMetadata> future : sent) {
            all &= isAcknowledged(future);
        }
        return all;
    }

    private static byte @Nullable [] key(Message message) {
        return message.key().map(it -> it.getBytes(StandardCharsets.UTF_8)).orElse(null);
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record has a JSON form", e);
        }
    }

    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer().send(record);
    }

    private boolean isAcknowledged(Future<RecordMetadata> future) {
        try {
            // ends by itself: delivery.timeout.ms
            future.get();
            return true;
        } catch (ExecutionException e) {
            LOG.debugf(e, "Not acknowledged");
            if (!(e.getCause() instanceof RetriableException)) {
                LOG.errorf("A record was refused: %s", e.getCause());
                renew();
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> known = producer;
        if (known == null) {
            known =
                    new KafkaProducer<>(
                            settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = known;
        }
        return known;
    }

    /** After an error that a producer may not come back from, the next call makes another one. */
    private synchronized void renew() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private static Map<String, Object> settings(Map<String, Object> kafka, String clientId) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }

    @Override
    public synchronized void close() {
        renew();
    }
}
