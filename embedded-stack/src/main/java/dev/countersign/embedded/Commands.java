package dev.countersign.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short programs that are run to their end. */
final class Commands {

    private Commands() {}

    /** Runs the command; if it fails, so does this, with what it printed. */
    static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new ServerFailure(
                        String.join(" ", command) + " ended with " + status + ":\n" + output);
            }
        } catch (IOException e) {
            throw new ServerFailure("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted while running " + command.getFirst(), e);
        }
    }
}
