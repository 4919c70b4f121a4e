package dev.countersign.system.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The end of each log, for whoever reads the report of a failed run. */
final class LogTails {

    private static final int LINES = 15;

    private LogTails() {}

    static String of(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return "";
        }
        var tails = new ArrayList<String>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log : files.sorted().toList()) {
                List<String> lines = Files.readAllLines(log);
                tails.add("== " + log.getFileName());
                tails.addAll(lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
            }
        }
        return String.join("\n", tails);
    }
}
