package dev.countersign.revocation.topic;

import dev.countersign.revocation.RevocationSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/** The topics that this service writes to, as the contract, section 5, wants them. */
@Singleton
public final class Topics implements AutoCloseable {

    public static final String REVOCATIONS = "countersign.revocations";
    public static final String ACKNOWLEDGEMENTS = "countersign.applied";
    public static final String AUDIT = "countersign.audit";

    private final Map<String, Object> kafka;
    private final Topic revocations;
    private final Topic applications;
    private final Topic audit;
    private @Nullable Admin admin;

    public Topics(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            RevocationSettings settings) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(AdminClientConfig.CLIENT_ID_CONFIG, "countersign-relay-admin");
        this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        this.kafka.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        revocations =
                new Topic(
                        this::admin,
                        WantedTopic.revocations(settings.topic()),
                        WantedTopic.acknowledgements(settings.topic()));
        applications = new Topic(this::admin, WantedTopic.applications(settings.topic()));
        audit = new Topic(this::admin, WantedTopic.audit(settings.topic()));
    }

    /** The rules. The acknowledgements are made with it. */
    public Topic revocations() {
        return revocations;
    }

    /** What changed of applications and APIs. */
    public Topic applications() {
        return applications;
    }

    /** Who did what. */
    public Topic audit() {
        return audit;
    }

    private synchronized Admin admin() {
        Admin known = admin;
        if (known == null) {
            known = Admin.create(kafka);
            admin = known;
        }
        return known;
    }

    @Override
    @PreDestroy
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
