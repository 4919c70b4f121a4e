package dev.countersign.local;

import org.jspecify.annotations.Nullable;

/** Text from outside, made fit for one line of a log. */
final class LogText {

    private static final int LIMIT = 300;

    private LogText() {}

    static String of(@Nullable String text) {
        String known = text == null ? "-" : text;
        String line = known.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "...";
    }
}
