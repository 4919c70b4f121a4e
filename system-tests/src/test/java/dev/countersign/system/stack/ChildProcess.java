package dev.countersign.system.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs to its end, with all that it printed. */
public record ChildProcess(int status, String output) {

    public static ChildProcess run(List<String> command, Duration limit)
            throws IOException, InterruptedException {
        return run(new ProcessBuilder(command), Map.of(), limit);
    }

    /** Killed, with its children, when the limit has passed. */
    public static ChildProcess run(
            ProcessBuilder builder, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("child", ".log");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return ended
                ? new ChildProcess(process.exitValue(), text)
                : new ChildProcess(-1, text + "\nstill running after " + limit);
    }
}
