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
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

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
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Duration beforeAnotherTry;
    private final InstanceName instance;
    private final Freshness freshness;
    private final InstantSource clock;
    private final BlockingQueue<OfRule> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Exception refused;
    private volatile boolean failing;
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
        this(producers(settings(kafka)), BEFORE_ANOTHER_TRY, instance, freshness, clock);
    }

    Acknowledgements(
            Supplier<Producer<byte[], byte[]>> producers,
            Duration beforeAnotherTry,
            InstanceName instance,
            Freshness freshness,
            InstantSource clock) {
        this.producers = producers;
        this.beforeAnotherTry = beforeAnotherTry;
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
            refused = null;
            try (Producer<byte[], byte[]> producer = producers.get()) {
                send(producer);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                pause(e);
            }
        }
    }

    private void send(Producer<byte[], byte[]> producer) throws InterruptedException {
        while (!closed) {
            Exception refusal = refused;
            if (refusal != null) {
                // after some of them a producer never sends again: another one may
                throw new KafkaException(refusal);
            }
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
    private void beat(Producer<byte[], byte[]> producer) {
        OfTime heartbeat = heartbeat();
        List<OfRule> before = new ArrayList<>();
        waiting.drainTo(before);
        before.forEach(rule -> send(producer, rule));
        send(producer, heartbeat);
    }

    private void send(Producer<byte[], byte[]> producer, Acknowledgement next) {
        byte[] key = instance.value().getBytes(StandardCharsets.UTF_8);
        var unused =
                producer.send(
                        new ProducerRecord<>(TOPIC, key, next.json(instance)),
                        (place, failure) -> sent(failure));
    }

    /** A broker that is away is waited for by the producer itself. */
    private void sent(@Nullable Exception failure) {
        if (failure == null) {
            failing = false;
        } else if (!(failure instanceof RetriableException)) {
            refused = failure;
        }
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
        LOG.log(
                failing ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                "rules are not acknowledged, which is tried until it works: " + failure);
        failing = true;
        try {
            Thread.sleep(beforeAnotherTry);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Supplier<Producer<byte[], byte[]>> producers(Map<String, Object> settings) {
        return () ->
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
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
