package dev.countersign.system.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.system.stack.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds the rules of the topic {@code countersign.revocations} and decides by them. Every record is
 * held against the published schemas. Safe for use by many threads.
 */
public final class SecondConsumer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PublishedSchemas schemas =
            new PublishedSchemas(Project.root().resolve("docs/schemas"));
    private final Map<String, Rule> rules = new HashMap<>();
    private final Heartbeats heartbeats = new Heartbeats();
    private final List<String> misfits = new ArrayList<>();
    private final Set<String> overtaken = new HashSet<>();
    private final TopicReader reader;

    private SecondConsumer(String servers, int notRead) {
        this.reader = new TopicReader(servers, notRead, this::take, this::fail);
    }

    /** Reads all partitions from their beginning. */
    public static SecondConsumer ofAllPartitions(String servers) {
        return new SecondConsumer(servers, 0).started();
    }

    /** Reads one partition too few, as after partitions were added that nobody told it of. */
    public static SecondConsumer withoutOnePartition(String servers) {
        return new SecondConsumer(servers, 1).started();
    }

    private SecondConsumer started() {
        reader.start();
        return this;
    }

    public synchronized Decision decide(String accessToken) {
        SeenToken token = SeenToken.of(accessToken);
        if (!heartbeats.areFresh(reader.partitions())) {
            return Decision.STALE;
        }
        return rules.values().stream().anyMatch(rule -> rule.stops(token))
                ? Decision.STOPPED
                : Decision.STANDS;
    }

    /** Returns once the rule is in force here. */
    public void awaitRule(String id, Duration limit) throws InterruptedException {
        await("rule " + id, () -> rules.containsKey(id), limit);
    }

    /** Returns once it can be told that no rule is missing. */
    public void awaitFresh(Duration limit) throws InterruptedException {
        await("fresh", () -> heartbeats.areFresh(reader.partitions()), limit);
    }

    /** Returns once there was a heartbeat on each partition that is read. */
    public void awaitHeartbeats(Duration limit) throws InterruptedException {
        await("heartbeats", () -> heartbeats.isHeardOn(reader.partitions()), limit);
    }

    /** What the schemas do not describe. */
    public synchronized List<String> misfits() {
        return List.copyOf(misfits);
    }

    /**
     * Ids of rules that came behind a heartbeat newer than their {@code before}. Where that is the
     * rule's stamp, which is read after the commit, the heartbeat had promised a rule that was not
     * there; what an administrator dates back proves nothing.
     */
    public synchronized Set<String> overtaken() {
        return Set.copyOf(overtaken);
    }

    private synchronized void await(String what, BooleanSupplier expected, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!expected.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("after " + limit + " not yet: " + what + misfits);
            }
            wait(left);
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
        JsonNode json = json(record.value());
        misfits.addAll(schemas.misfits(json));
        if (json.has("heartbeat")) {
            heartbeats.heard(
                    record.partition(),
                    json.get("heartbeat").longValue(),
                    json.path("partitions").intValue());
        } else {
            take(new Rule(json), record);
        }
        notifyAll();
    }

    /** "A rule may arrive more than once and in any order." */
    private void take(Rule rule, ConsumerRecord<byte[], byte[]> record) {
        if (!new String(record.key(), StandardCharsets.UTF_8).equals(rule.id())) {
            misfits.add("the key is not the id: " + rule.id());
        }
        if (rules.put(rule.id(), rule) == null) {
            Optional<Long> promised = heartbeats.newest(record.partition());
            promised.filter(it -> it > rule.before()).ifPresent(it -> overtaken.add(rule.id()));
        }
    }

    private synchronized void fail(RuntimeException failure) {
        misfits.add("the consumer ended: " + failure);
        notifyAll();
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException notJson) {
            throw new IllegalArgumentException("a record is not JSON", notJson);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
