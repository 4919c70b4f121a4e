package dev.countersign.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text from outside, made fit for one line of a log. */
final class LogText {

    private static final int LIMIT = 300;
    private static final int TAIL_LINES = 12;

    private LogText() {}

    static String of(@Nullable String text) {
        String known = text == null ? "-" : text;
        String line = known.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "...";
    }

    /** The end of a log, for the message that says why a process did not start. */
    static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            List<String> alarms = lines.stream().filter(LogText::isAlarm).toList();
            List<String> telling = alarms.isEmpty() ? lines : alarms;
            int from = Math.max(0, telling.size() - TAIL_LINES);
            return String.join("\n", telling.subList(from, telling.size()));
        } catch (IOException none) {
            return "";
        }
    }

    private static boolean isAlarm(String line) {
        return line.contains(" WARN ") || line.contains(" ERROR ") || line.contains(" FATAL ");
    }
}
