package dev.countersign.revocation.topic;

import dev.countersign.revocation.RevocationSettings;
import dev.countersign.store.change.Change;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A topic as the contract, section 5, wants it.
 *
 * @param configuration what a topic that exists must say too
 * @param beginning what only a topic that is made here says
 */
record WantedTopic(
        String name,
        RevocationSettings.Topic settings,
        Map<String, String> configuration,
        Map<String, String> beginning) {

    WantedTopic {
        if (settings.partitions() < 1) {
            throw new IllegalStateException(
                    "countersign.revocation.topic.partitions: at least 1, not "
                            + settings.partitions());
        }
        if (settings.replicationFactor().orElse((short) 1) < 1) {
            throw new IllegalStateException(
                    "countersign.revocation.topic.replication-factor: at least 1");
        }
    }

    /** The longest access token that the server can issue, and a day (contract, section 4). */
    static final Duration RETENTION = Duration.ofDays(1).plusDays(1);

    private static final Duration ACKNOWLEDGEMENTS_RETENTION = Duration.ofHours(24);
    private static final Duration AUDIT_RETENTION = Duration.ofDays(30);
    private static final int COPIES_THAT_LOSE_ONE = 3;

    static WantedTopic revocations(RevocationSettings.Topic settings) {
        return cutByTime(Topics.REVOCATIONS, settings, RETENTION);
    }

    static WantedTopic acknowledgements(RevocationSettings.Topic settings) {
        return cutByTime(Topics.ACKNOWLEDGEMENTS, settings, ACKNOWLEDGEMENTS_RETENTION);
    }

    /** Never compacted, cut by the broker's time only. */
    private static WantedTopic cutByTime(
            String name, RevocationSettings.Topic settings, Duration retention) {
        return new WantedTopic(
                name,
                settings,
                with(
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", Long.toString(retention.toMillis()),
                                // a limit by size would drop rules that are alive
                                "retention.bytes", "-1")),
                Map.of());
    }

    /**
     * The newest record of each key. What is written to last is not compacted, so a segment ends
     * soon: heartbeats come often.
     */
    static WantedTopic applications(RevocationSettings.Topic settings) {
        return new WantedTopic(
                Change.TOPIC,
                settings,
                with(Map.of("cleanup.policy", "compact")),
                Map.of("segment.ms", Long.toString(Duration.ofHours(1).toMillis())));
    }

    /** For how long is for whoever keeps the records to say. */
    static WantedTopic audit(RevocationSettings.Topic settings) {
        return new WantedTopic(
                Topics.AUDIT,
                settings,
                with(Map.of("cleanup.policy", "delete")),
                Map.of("retention.ms", Long.toString(AUDIT_RETENTION.toMillis())));
    }

    private static Map<String, String> with(Map<String, String> own) {
        Map<String, String> all = new HashMap<>(own);
        all.put("message.timestamp.type", "LogAppendTime");
        all.put("unclean.leader.election.enable", "false");
        return Map.copyOf(all);
    }

    NewTopic asNew() {
        Map<String, String> all = new TreeMap<>(configuration);
        all.putAll(beginning);
        if (settings.replicationFactor().orElse((short) 0) >= COPIES_THAT_LOSE_ONE) {
            all.put("min.insync.replicas", "2");
        }
        return new NewTopic(name, Optional.of(settings.partitions()), settings.replicationFactor())
                .configs(all);
    }

    /** Whether the setting that a topic has will do. */
    boolean accepts(String key, String value) {
        String wanted = configuration.getOrDefault(key, value);
        if (key.equals("retention.ms")) {
            long millis = Long.parseLong(value);
            return millis < 0 || millis >= Long.parseLong(wanted);
        }
        return value.equals(wanted);
    }
}
