package dev.countersign.revocation.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Makes topics, and corrects those that say something else than the contract: a compacted or
 * shortened one would lose rules without a word. What may not be corrected is said loudly and does
 * not stop the relay.
 */
final class TopicConfiguration {

    private static final Logger LOG = Logger.getLogger(TopicConfiguration.class);

    private final Admin admin;

    TopicConfiguration(Admin admin) {
        this.admin = admin;
    }

    void create(WantedTopic topic) {
        try {
            Topic.change(admin.createTopics(List.of(topic.asNew())).all());
            LOG.infof("Topic %s made, %d partitions", topic.name(), topic.settings().partitions());
        } catch (TopicUnavailable e) {
            // another replica was faster
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    void correct(List<WantedTopic> wanted) {
        for (WantedTopic topic : wanted) {
            try {
                correct(topic);
            } catch (TopicUnavailable e) {
                LOG.errorf(
                        "Topic %s could not be checked; see that it has %s: %s",
                        topic.name(), topic.configuration(), e.getCause());
            }
        }
    }

    private void correct(WantedTopic topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try {
            correct(topic, resource);
        } catch (TopicUnavailable e) {
            if (!e.isMissing()) {
                throw e;
            }
            create(topic);
        }
    }

    private void correct(WantedTopic topic, ConfigResource resource) {
        Config found =
                Topic.get(admin.describeConfigs(List.of(resource)).all())
                        .values()
                        .iterator()
                        .next();
        List<AlterConfigOp> corrections = new ArrayList<>();
        topic.configuration()
                .forEach(
                        (key, value) -> {
                            ConfigEntry entry = found.get(key);
                            if (entry == null || !topic.accepts(key, entry.value())) {
                                corrections.add(
                                        new AlterConfigOp(
                                                new ConfigEntry(key, value),
                                                AlterConfigOp.OpType.SET));
                            }
                        });
        if (!corrections.isEmpty()) {
            LOG.warnf("Topic %s is corrected: %s", topic.name(), corrections);
            Topic.change(admin.incrementalAlterConfigs(Map.of(resource, corrections)).all());
        }
    }
}
