package dev.countersign.system.stack;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL, Redis and Kafka, by the images that the system properties name, each published on the
 * loopback at a port of the engine's choice.
 */
final class StoreContainers {

    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_PORT = 6379;
    private static final int KAFKA_PORT = 9092;

    private static final String FOLDER = "/etc/countersign";

    private StoreContainers() {}

    static List<StackContainer> of(ContainerFiles files) {
        return List.of(
                store("postgres", postgres(files), POSTGRES_PORT, files),
                store("redis", redis(files), REDIS_PORT, files),
                store("kafka", kafka(), KAFKA_PORT, files));
    }

    private static GenericContainer<?> postgres(ContainerFiles files) {
        Path secrets =
                files.mount("postgres", Map.of("password", files.secret("postgres-password")));
        var container =
                new GenericContainer<>(image("stack.postgres"))
                        .withEnv("POSTGRES_PASSWORD_FILE", FOLDER + "/password")
                        .withCommand("postgres", "-c", "max_connections=200")
                        // the first one to say so only makes the data, and ends
                        .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\s", 2));
        Mounted.readOnly(container, secrets, FOLDER);
        return container;
    }

    private static GenericContainer<?> redis(ContainerFiles files) {
        String configuration =
                """
                requirepass %s
                dir /data
                maxmemory 512mb
                maxmemory-policy noeviction
                save ""
                appendonly yes
                """
                        .formatted(files.secret("redis-password"));
        Path folder = files.mount("redis", Map.of("redis.conf", configuration));
        var container =
                new GenericContainer<>(image("stack.redis"))
                        .withCommand("redis-server", FOLDER + "/redis.conf")
                        .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*\\s", 1));
        Mounted.readOnly(container, folder, FOLDER);
        return container;
    }

    private static GenericContainer<?> kafka() {
        return new KafkaContainer(image("stack.kafka").asCompatibleSubstituteFor("apache/kafka"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }

    private static DockerImageName image(String property) {
        return DockerImageName.parse(System.getProperty(property));
    }

    private static StackContainer store(
            String name, GenericContainer<?> container, int port, ContainerFiles files) {
        container.withExposedPorts(port);
        container.withLogConsumer(new ContainerLog(files.log(name)));
        container.withCreateContainerCmdModifier(
                command -> {
                    HostConfig host = Objects.requireNonNull(command.getHostConfig());
                    host.withPortBindings(
                            new PortBinding(Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port)));
                });
        return new StackContainer(
                name, container, () -> container.getMappedPort(port), OptionalInt.empty());
    }
}
