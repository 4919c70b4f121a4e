package dev.countersign.resourceserver.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The writing end of the topic of rules, as the documented format says. */
final class TestTopic implements AutoCloseable {

    private final Map<String, Object> kafka;
    private final KafkaProducer<String, String> producer;
    private final ScheduledExecutorService relay = Executors.newSingleThreadScheduledExecutor();
    private volatile int partitions;
    private Future<?> beat = CompletableFuture.completedFuture(null);

    TestTopic(String servers) {
        kafka = Map.of("bootstrap.servers", servers);
        producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
    }

    void create(int count) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(KafkaFeed.TOPIC, count, (short) 1),
                                    new NewTopic(Acknowledgements.TOPIC, 1, (short) 1)))
                    .all()
                    .get();
        }
        partitions = count;
    }

    void delete() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            admin.deleteTopics(List.of(KafkaFeed.TOPIC, Acknowledgements.TOPIC)).all().get();
        }
    }

    void grow(int count) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            admin.createPartitions(Map.of(KafkaFeed.TOPIC, NewPartitions.increaseTo(count)))
                    .all()
                    .get();
        }
        partitions = count;
    }

    /** Somebody deletes the topic and makes another one of the same name. */
    void replace(int count) throws ExecutionException, InterruptedException {
        beat.cancel(false);
        delete();
        create(count);
    }

    /** From now on a heartbeat goes to every partition, five times a second. */
    void beat() {
        beat =
                relay.scheduleAtFixedRate(
                        () -> {
                            for (int partition = 0; partition < partitions; partition++) {
                                send(partition, heartbeat());
                            }
                        },
                        0,
                        200,
                        TimeUnit.MILLISECONDS);
    }

    void send(int partition, String json) {
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                KafkaFeed.TOPIC, partition, null, json.replace('\'', '"')));
    }

    static String ruleOn(String grant) {
        long now = Instant.now().toEpochMilli();
        return "{'v':1,'id':'rule-%s','grant_id':'%s','before':%d,'until':%d}"
                .formatted(grant, grant, now, now + Duration.ofHours(1).toMillis());
    }

    private String heartbeat() {
        return "{'v':1,'heartbeat':%d,'partitions':%d}"
                .formatted(System.currentTimeMillis(), partitions);
    }

    @Override
    public void close() {
        relay.shutdownNow();
        producer.close(Duration.ZERO);
    }
}
