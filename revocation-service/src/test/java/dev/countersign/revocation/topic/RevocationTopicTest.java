package dev.countersign.revocation.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.Component;
import dev.countersign.embedded.EmbeddedStack;
import dev.countersign.revocation.RevocationSettings;
import dev.countersign.revocation.fixture.TopicReader;
import dev.countersign.store.change.Change;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract, section 5: delete policy, log-append time, retention of the longest token and a day.
 */
class RevocationTopicTest {

    private static EmbeddedStack stores;
    private static Admin admin;

    private static final Duration LONG = Duration.ofSeconds(30);

    private Topics topics;
    private Topic topic;

    @BeforeAll
    static void startStores() {
        stores = EmbeddedStack.start(Component.KAFKA);
        admin = Admin.create(kafka());
    }

    @AfterAll
    static void stopStores() {
        admin.close();
        stores.close();
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", stores.kafka().bootstrapServers());
    }

    @BeforeEach
    void connect() {
        topics =
                new Topics(
                        kafka(),
                        new SmallRyeConfigBuilder()
                                .withMapping(RevocationSettings.class)
                                .build()
                                .getConfigMapping(RevocationSettings.class));
        topic = topics.revocations();
    }

    @AfterEach
    void clean() throws Exception {
        topics.close();
        admin.deleteTopics(admin.listTopics().names().get()).all().get();
        TopicReader.await("clean", LONG, () -> names().isEmpty());
    }

    private static Set<String> names() {
        try {
            return admin.listTopics().names().get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** As the relay does it: asked until the broker shows what it has made. */
    private TopicState current() {
        TopicReader.await("the topic", LONG, () -> isThere(topic));
        return topic.current();
    }

    private static boolean isThere(Topic topic) {
        try {
            topic.current();
            return true;
        } catch (TopicUnavailable e) {
            return false;
        }
    }

    @Test
    void missingTopicsAreMadeAsTheContractSays() throws Exception {
        TopicState state = current();
        assertThat(state.partitions()).isEqualTo(3);
        Config rules = configuration(Topics.REVOCATIONS);
        assertThat(rules.get("cleanup.policy").value()).isEqualTo("delete");
        assertThat(rules.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        assertThat(rules.get("retention.ms").value()).isEqualTo("172800000");
        TopicReader.await("the other", LONG, () -> names().contains(Topics.ACKNOWLEDGEMENTS));
        assertThat(configuration(Topics.ACKNOWLEDGEMENTS).get("cleanup.policy").value())
                .isEqualTo("delete");
    }

    @Test
    void aTopicMadeByHandKeepsItsPartitionsAndLosesWhatWouldLoseRules() throws Exception {
        admin.createTopics(
                        List.of(
                                new NewTopic(Topics.REVOCATIONS, Optional.of(5), Optional.empty())
                                        .configs(
                                                Map.of(
                                                        "cleanup.policy", "compact",
                                                        "retention.ms", "60000",
                                                        "retention.bytes", "1000000")),
                                new NewTopic(Topics.ACKNOWLEDGEMENTS, 1, (short) 1)))
                .all()
                .get();
        assertThat(current().partitions()).isEqualTo(5);
        TopicReader.await("corrected", LONG, () -> cleanupPolicy().equals("delete"));
        Config rules = configuration(Topics.REVOCATIONS);
        assertThat(rules.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        assertThat(rules.get("retention.ms").value()).isEqualTo("172800000");
        assertThat(rules.get("retention.bytes").value()).isEqualTo("-1");
    }

    @Test
    void changesOfApplicationsAreCompactedAndActsAreNot() throws Exception {
        TopicReader.await("both", LONG, () -> isThere(topics.applications()));
        TopicReader.await("both", LONG, () -> isThere(topics.audit()));
        Config changes = configuration(Change.TOPIC);
        assertThat(changes.get("cleanup.policy").value()).isEqualTo("compact");
        assertThat(changes.get("segment.ms").value()).isEqualTo("3600000");
        assertThat(configuration(Topics.AUDIT).get("cleanup.policy").value()).isEqualTo("delete");
        assertThat(configuration(Topics.AUDIT).get("retention.ms").value()).isEqualTo("2592000000");
    }

    @Test
    void aLongerRetentionIsLeftAlone() throws Exception {
        admin.createTopics(
                        List.of(
                                new NewTopic(Topics.REVOCATIONS, 1, (short) 1)
                                        .configs(Map.of("retention.ms", "999999999"))))
                .all()
                .get();
        current();
        assertThat(configuration(Topics.REVOCATIONS).get("retention.ms").value())
                .isEqualTo("999999999");
    }

    @Test
    void aTopicMadeAnewHasAnotherId() throws Exception {
        String first = current().id();
        assertThat(current().id()).isEqualTo(first);
        admin.deleteTopics(List.of(Topics.REVOCATIONS)).all().get();
        TopicReader.await("another id", LONG, () -> !current().id().equals(first));
    }

    private static String cleanupPolicy() {
        try {
            return configuration(Topics.REVOCATIONS).get("cleanup.policy").value();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Config configuration(String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        return admin.describeConfigs(List.of(resource)).all().get().values().iterator().next();
    }
}
