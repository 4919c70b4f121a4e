package dev.countersign.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** What the supervisor or the gateway has to say: a log file, and for some lines a person too. */
final class Journal {

    private final Path file;
    private final PrintStream person;
    private final Clock clock;

    Journal(Path file, PrintStream person, Clock clock) {
        this.file = file;
        this.person = person;
        this.clock = clock;
    }

    /** For the person in front of the terminal, and for the log. */
    void say(String line) {
        person.println(line);
        person.flush();
        log(line);
    }

    /** For the log only. */
    synchronized void log(String line) {
        try {
            Files.writeString(
                    file,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
