package dev.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a broker does before it serves anybody, done once a build, beside the programs: its data
 * formatted, and the classes that it loads in an archive of the JVM's (class data sharing), by
 * which it starts three times as fast.
 */
final class PreparedKafka {

    private static final String NAME = "kafka-broker";

    private PreparedKafka() {}

    /**
     * @param folder of a server that was never started
     */
    static void copyTo(Path folder) {
        Path prepared = Installation.madeOnce(NAME, PreparedKafka::make);
        try {
            Files.createDirectories(folder);
            Trees.copy(prepared.resolve("formatted"), KafkaServer.data(folder));
        } catch (IOException e) {
            throw new ServerFailure("cannot copy " + prepared + " to " + folder, e);
        }
    }

    /** The archive, if this build has it by now. One of other classes is ignored by the JVM. */
    static Optional<Path> classes() {
        return Optional.of(archive(Installation.made(NAME))).filter(Files::exists);
    }

    private static Path archive(Path folder) {
        return folder.resolve("classes.jsa");
    }

    private static void make(Path folder) throws IOException {
        Path trial = folder.resolve("trial");
        KafkaServer kafka =
                new KafkaServer(
                        trial,
                        folder.resolve("kafka.log"),
                        FreePorts.next(),
                        FreePorts.next(),
                        Durability.PROCESS_ONLY);
        kafka.format();
        Trees.copy(KafkaServer.data(trial), folder.resolve("formatted"));
        kafka.archiveClasses(archive(folder));
        Trees.delete(trial);
    }
}
