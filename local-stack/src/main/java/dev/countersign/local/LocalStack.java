package dev.countersign.local;

import dev.countersign.embedded.Database;
import dev.countersign.embedded.Durability;
import dev.countersign.embedded.KafkaServer;
import dev.countersign.embedded.PostgresServer;
import dev.countersign.embedded.RedisServer;
import dev.countersign.schema.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/**
 * The parts of one local stack, made from its options and not yet running: the three stores, the
 * five services, and the settings by which they find each other.
 */
final class LocalStack {

    private final Options options;
    private final StateFolder state;
    private final Optional<TlsFiles> tls;
    private final LocalSecrets secrets;
    private final Applications applications;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final KafkaServer kafka;

    LocalStack(Options options, StateFolder state, Optional<TlsFiles> tls) {
        this.options = options;
        this.state = state;
        this.tls = tls;
        this.secrets = new LocalSecrets(state.secrets());
        this.applications = new Applications(options.project(), state.apps());
        Ports ports = options.ports();
        this.postgres =
                new PostgresServer(
                        state.data().resolve("postgres"),
                        state.rotatedLog("postgres"),
                        ports.postgres(),
                        secrets.password("postgres"),
                        Durability.DURABLE);
        this.redis =
                new RedisServer(
                        state.data().resolve("redis"),
                        state.rotatedLog("redis"),
                        ports.redis(),
                        secrets.password("redis"),
                        Durability.DURABLE);
        this.kafka =
                new KafkaServer(
                        state.data().resolve("kafka"),
                        state.rotatedLog("kafka"),
                        ports.kafka(),
                        ports.kafkaController(),
                        Durability.DURABLE);
    }

    List<Program> stores() {
        return List.of(new Store(postgres), new Store(redis), new Store(kafka));
    }

    /** Makes both databases and brings the server's to this build's version; needs PostgreSQL. */
    void prepareDatabases() {
        postgres.database("sample_api", secrets.password("sample-api"));
        Database server = postgres.database("countersign", secrets.password("countersign"));
        try {
            Migrations.apply(server.jdbcUrl(), server.user(), server.password());
        } catch (FlywayException e) {
            throw new LocalStackFailure(
                    "the data in %s are not of this build; ./countersign reset begins anew.\n%s"
                            .formatted(state.data(), e.getMessage()),
                    e);
        }
    }

    /** The services; their settings name the databases, which must have been prepared. */
    List<Program> services() {
        ServiceEnvironment environment = environment();
        List<Program> services = new ArrayList<>();
        for (ServiceDefinition service : ServiceDefinition.values()) {
            services.add(
                    new Service(
                            service.id(),
                            options.ports().service(service),
                            options.ports().management(service),
                            applications.jar(service),
                            state.rotatedLog(service.id()),
                            jvmOptions(service),
                            environment.of(service)));
        }
        return services;
    }

    private List<String> jvmOptions(ServiceDefinition service) {
        List<String> options = new ArrayList<>(service.jvmOptions());
        tls.map(TlsFiles::jvmOptions).ifPresent(options::addAll);
        return options;
    }

    /** What the gateway shows to the outside. */
    Front front() {
        return new Front(options.name().host(), options.ports().gateway(), tls);
    }

    private ServiceEnvironment environment() {
        int port = options.ports().postgres();
        return new ServiceEnvironment(
                options.ports(),
                options.issuer(),
                tls,
                secrets,
                new Database(port, "countersign", "countersign", secrets.password("countersign")),
                new Database(port, "sample_api", "sample_api", secrets.password("sample-api")),
                redis,
                kafka,
                declarations());
    }

    /** The demo data first, then what {@code --config} names. */
    private List<Path> declarations() {
        Path demo = state.file("demo.yaml");
        try (InputStream source = LocalStack.class.getResourceAsStream("/demo.yaml")) {
            if (source == null) {
                throw new IllegalStateException("demo.yaml is not on the class path");
            }
            Files.copy(source, demo, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LocalStackFailure("cannot write " + demo + ": " + e.getMessage(), e);
        }
        List<Path> files = new ArrayList<>(List.of(demo));
        files.addAll(options.declarations());
        return files;
    }
}
