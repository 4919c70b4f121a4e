package dev.countersign.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory that a process holds, in bytes. Where the system tells, a page that several processes
 * share counts for each by its part, or PostgreSQL's buffers would count many times.
 */
final class ResidentMemory {

    private static final int KIB = 1024;

    private ResidentMemory() {}

    static long of(ProcessHandle process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            return Files.exists(proc) ? fromProc(proc) : fromPs(process.pid());
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }

    private static long fromProc(Path proc) throws IOException {
        try {
            return sum(proc.resolve("smaps_rollup"), "Pss:");
        } catch (IOException notAllowed) {
            return sum(proc.resolve("status"), "VmRSS:");
        }
    }

    private static long sum(Path file, String field) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .sum();
    }

    private static long fromPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return answer.isBlank() ? 0 : Long.parseLong(answer.strip()) * KIB;
    }
}
