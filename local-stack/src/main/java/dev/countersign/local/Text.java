package dev.countersign.local;

import java.time.Duration;
import java.util.Locale;

/** Figures as a person reads them. */
final class Text {

    private Text() {}

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }
}
