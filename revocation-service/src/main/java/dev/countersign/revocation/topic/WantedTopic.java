package dev.countersign.revocation.topic;

import dev.countersign.revocation.RevocationSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/** A topic as the contract, section 5, wants it: never compacted, cut by the broker's time only. */
record WantedTopic(
        String name, int partitions, Optional<Short> replicationFactor, Duration retention) {

    /** The longest access token that the server can issue, and a day (contract, section 4). */
    static final Duration RETENTION = Duration.ofDays(1).plusDays(1);

    private static final Duration ACKNOWLEDGEMENTS_RETENTION = Duration.ofHours(24);
    private static final int COPIES_THAT_LOSE_ONE = 3;

    static WantedTopic revocations(RevocationSettings.Topic settings) {
        return new WantedTopic(
                RevocationTopic.NAME,
                settings.partitions(),
                settings.replicationFactor(),
                RETENTION);
    }

    static WantedTopic acknowledgements(RevocationSettings.Topic settings) {
        return new WantedTopic(
                RevocationTopic.ACKNOWLEDGEMENTS,
                settings.partitions(),
                settings.replicationFactor(),
                ACKNOWLEDGEMENTS_RETENTION);
    }

    NewTopic asNew() {
        Map<String, String> all = new TreeMap<>(configuration());
        if (replicationFactor.orElse((short) 0) >= COPIES_THAT_LOSE_ONE) {
            all.put("min.insync.replicas", "2");
        }
        return new NewTopic(name, Optional.of(partitions), replicationFactor).configs(all);
    }

    /** What a topic that exists must say too. */
    Map<String, String> configuration() {
        return Map.of(
                "cleanup.policy", "delete",
                "message.timestamp.type", "LogAppendTime",
                "retention.ms", Long.toString(retention.toMillis()),
                // a limit by size would drop rules that are alive
                "retention.bytes", "-1",
                "unclean.leader.election.enable", "false");
    }

    /** Whether the setting that a topic has will do. */
    boolean accepts(String key, String value) {
        if (key.equals("retention.ms")) {
            long millis = Long.parseLong(value);
            return millis < 0 || millis >= retention.toMillis();
        }
        return value.equals(configuration().get(key));
    }
}
