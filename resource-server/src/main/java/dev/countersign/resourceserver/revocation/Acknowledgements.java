package dev.countersign.resourceserver.revocation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Tells the issuer which rules this instance has applied: topic {@code countersign.applied}, keyed
 * by instance. A courtesy on a thread of its own: no decision and no rule ever waits for it, and
 * while the broker is away for long the oldest news is kept and the newest dropped.
 */
public final class Acknowledgements implements AutoCloseable {

    public static final String TOPIC = "countersign.applied";

    private static final System.Logger LOG = System.getLogger(Acknowledgements.class.getName());
    private static final int WAITING = 50_000;

    private record Applied(String rule, long atMillis) {}

    private final Map<String, Object> settings;
    private final String instance;
    private final InstantSource clock;
    private final BlockingQueue<Applied> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private volatile boolean closed;

    public Acknowledgements(Map<String, String> kafka, String instance, InstantSource clock) {
        this.settings = settings(kafka);
        this.instance = instance;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("revocation-acks").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Never blocks. */
    public void applied(RevocationRule rule) {
        if (!waiting.offer(new Applied(rule.id(), clock.millis()))) {
            LOG.log(System.Logger.Level.DEBUG, "rule {0} is not acknowledged", rule.id());
        }
    }

    private void run() {
        while (!closed) {
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(
                            settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                send(producer);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                pause(e);
            }
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer) throws InterruptedException {
        byte[] key = instance.getBytes(StandardCharsets.UTF_8);
        while (!closed) {
            Applied next = waiting.take();
            var unused = producer.send(new ProducerRecord<>(TOPIC, key, json(next)));
        }
    }

    private byte[] json(Applied applied) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("v", 1)
                .put("instance", instance)
                .put("rule", applied.rule)
                .put("applied_at", applied.atMillis)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void pause(RuntimeException failure) {
        if (closed) {
            return;
        }
        LOG.log(System.Logger.Level.INFO, "acknowledging rules, trying again: " + failure);
        try {
            Thread.sleep(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> settings(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "countersign-revocation-acks");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        return settings;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
