package dev.countersign.resourceserver.revocation;

import dev.countersign.resourceserver.revocation.Acknowledgement.OfRule;
import dev.countersign.resourceserver.revocation.Acknowledgement.OfTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Tells the issuer which rules this instance has applied, each of them and about once a second the
 * time up to which all are in force: topic {@code countersign.applied}, keyed by instance. A
 * courtesy on a thread of its own: no decision and no rule ever waits for it, and while the broker
 * is away for long the oldest news of rules is kept and the newest dropped.
 */
public final class Acknowledgements implements AutoCloseable {

    public static final String TOPIC = "countersign.applied";

    private static final System.Logger LOG = System.getLogger(Acknowledgements.class.getName());
    private static final int WAITING = 50_000;

    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final InstanceName instance;
    private final Freshness freshness;
    private final InstantSource clock;
    private final BlockingQueue<OfRule> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private volatile boolean closed;
    private Instant inForceUntil = Instant.EPOCH;
    private long nextHeartbeatNanos = System.nanoTime();

    /**
     * @param freshness of the feed that applies the rules
     */
    public Acknowledgements(
            Map<String, String> kafka,
            InstanceName instance,
            Freshness freshness,
            InstantSource clock) {
        this.settings = settings(kafka);
        this.instance = instance;
        this.freshness = freshness;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("revocation-acks").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Never blocks. */
    public void applied(RevocationRule rule) {
        if (!waiting.offer(new OfRule(rule.id(), clock.millis()))) {
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
        while (!closed) {
            OfRule rule =
                    waiting.poll(nextHeartbeatNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (rule != null) {
                send(producer, rule);
            }
            if (System.nanoTime() - nextHeartbeatNanos >= 0) {
                nextHeartbeatNanos = System.nanoTime() + BETWEEN_HEARTBEATS.toNanos();
                beat(producer);
            }
        }
    }

    /** No rule of which a time speaks is acknowledged after that time. */
    private void beat(KafkaProducer<byte[], byte[]> producer) {
        OfTime heartbeat = heartbeat();
        List<OfRule> before = new ArrayList<>();
        waiting.drainTo(before);
        before.forEach(rule -> send(producer, rule));
        send(producer, heartbeat);
    }

    private void send(KafkaProducer<byte[], byte[]> producer, Acknowledgement next) {
        byte[] key = instance.value().getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(TOPIC, key, next.json(instance)));
    }

    /** Goes on while the feed stands still: an instance that lags is not one that is gone. */
    private OfTime heartbeat() {
        freshness.heardUntil().ifPresent(heard -> inForceUntil = heard);
        return new OfTime(inForceUntil, clock.millis());
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
