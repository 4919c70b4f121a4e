package dev.countersign.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory that a process holds, in bytes: from /proc where there is one, else from ps. */
final class ResidentMemory {

    private static final int KIB = 1024;

    private ResidentMemory() {}

    static long of(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.exists(status) ? fromProc(status) : fromPs(process.pid());
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }

    private static long fromProc(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .sum();
    }

    private static long fromPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return answer.isBlank() ? 0 : Long.parseLong(answer.strip()) * KIB;
    }
}
