package dev.countersign.cli.signin;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The browser that the person uses anyway; where none opens, the printed address serves. */
final class SystemBrowser {

    private static final List<String> OPENERS = List.of("xdg-open", "open", "explorer");

    private SystemBrowser() {}

    static void open(URI page) {
        for (String opener : OPENERS) {
            if (starts(opener, page)) {
                return;
            }
        }
    }

    private static boolean starts(String opener, URI page) {
        try {
            new ProcessBuilder(opener, page.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException absent) {
            return false;
        }
    }
}
