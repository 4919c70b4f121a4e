package dev.countersign.local;

import dev.countersign.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the process that listens on a port, as far as the system lets us see it. */
final class PortOwner {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private PortOwner() {}

    /**
     * @throws LocalStackFailure if a program listens on the port
     */
    static void requireFree(int port, String purpose) {
        if (!FreePorts.isFree(port)) {
            throw new LocalStackFailure(
                    "port %d, wanted for %s, is taken by %s: end that, or use --base-port N"
                            .formatted(port, purpose, find(port).orElse("another program")));
        }
    }

    /** Words such as {@code "java (pid 4711)"}. */
    static Optional<String> find(int port) {
        try {
            for (String table : List.of("net/tcp", "net/tcp6")) {
                Optional<String> socket = listeningSocket(PROC.resolve(table), port);
                if (socket.isPresent()) {
                    return holder(socket.get()).map(PortOwner::describe);
                }
            }
        } catch (IOException notLinuxOrNotAllowed) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** A row of the kernel's table: {@code 0: 0100007F:1F90 00000000:0000 0A ... inode ...}. */
    private static Optional<String> listeningSocket(Path table, int port) throws IOException {
        String suffix = ":%04X".formatted(port);
        return Files.readAllLines(table).stream()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(row -> row.length > 9)
                .filter(row -> row[1].endsWith(suffix) && row[3].equals(LISTENING))
                .map(row -> "socket:[" + row[9] + "]")
                .findFirst();
    }

    private static Optional<ProcessHandle> holder(String socket) {
        return ProcessHandle.allProcesses().filter(process -> holds(process, socket)).findFirst();
    }

    private static boolean holds(ProcessHandle process, String socket) {
        Path descriptors = PROC.resolve(Long.toString(process.pid())).resolve("fd");
        try (Stream<Path> links = Files.list(descriptors)) {
            return links.anyMatch(link -> pointsTo(link, socket));
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static boolean pointsTo(Path link, String socket) {
        try {
            return Files.readSymbolicLink(link).toString().equals(socket);
        } catch (IOException gone) {
            return false;
        }
    }

    private static String describe(ProcessHandle process) {
        String program =
                process.info()
                        .command()
                        .map(command -> Path.of(command).getFileName().toString())
                        .orElse("a program");
        return program + " (pid " + process.pid() + ")";
    }
}
