package dev.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One Kafka node, broker and KRaft controller at once, in a JVM of its own. Makes no topics. */
public final class KafkaServer implements Server {

    private static final String CLUSTER_ID = "Y291bnRlcnNpZ24tMDEyMw";

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private final Durability durability;
    private final ServerProcess server;

    /**
     * @param folder holds data and configuration; must be the same at the next start
     */
    public KafkaServer(Path folder, Path log, int port, int controllerPort, Durability durability) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
        this.durability = durability;
        this.server = new ServerProcess("Kafka", log);
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void start(Consumer<ProcessHandle> spawned) {
        if (!Files.exists(data(folder).resolve("meta.properties"))) {
            format();
        }
        start(
                PreparedKafka.classes().map(archive -> "-XX:SharedArchiveFile=" + archive).stream(),
                spawned);
    }

    private void start(Stream<String> options, Consumer<ProcessHandle> spawned) {
        server.start(
                java(options, "kafka.Kafka", writtenProperties().toString()),
                spawned,
                () -> server.logged("Kafka Server started"));
    }

    void format() {
        Commands.run(
                java(
                        Stream.empty(),
                        "kafka.tools.StorageTool",
                        "format",
                        "--cluster-id=" + CLUSTER_ID,
                        "--config=" + writtenProperties()));
    }

    /** Starts and stops it; what it loaded in between is written to the archive. */
    void archiveClasses(Path archive) {
        start(Stream.of("-XX:ArchiveClassesAtExit=" + archive), process -> {});
        stop();
    }

    private Path writtenProperties() {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("server.properties"), properties());
        } catch (IOException e) {
            throw new ServerFailure("cannot prepare " + folder, e);
        }
    }

    @Override
    public void stop() {
        server.stop(() -> server.process().destroy());
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public ProcessHandle process() {
        return server.process().toHandle();
    }

    /** A folder for each partition: {@code topic-0}. To be damaged while the node is away. */
    public Path data() {
        return data(folder);
    }

    static Path data(Path folder) {
        return folder.resolve("data");
    }

    private static List<String> java(Stream<String> options, String... program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-cp",
                        Installation.kafkaClassPath()));
        options.forEach(command::add);
        Stream.of(program).forEach(command::add);
        return command;
    }

    /**
     * Its session is short: until it ends nobody is let in under the id of a broker that was
     * killed, and here there is no other one.
     */
    private String properties() {
        // every acknowledged record on the disk, where the machine may go down
        String flush = durability == Durability.DURABLE ? "log.flush.interval.messages=1" : "";
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        broker.heartbeat.interval.ms=500
        broker.session.timeout.ms=2000
        log.dirs=%3$s
        %4$s
        auto.create.topics.enable=false
        group.initial.rebalance.delay.ms=0
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        transaction.state.log.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        num.network.threads=2
        num.io.threads=4
        num.recovery.threads.per.data.dir=1
        log.cleaner.dedupe.buffer.size=8388608
        """
                .formatted(port, controllerPort, data(folder), flush);
    }
}
