package dev.countersign.desktop.browser;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The browser that the person uses anyway. Where none can be opened, the printed address serves.
 */
public final class SystemBrowser implements Browser {

    private static final List<String> OPENERS = List.of("xdg-open", "open");

    @Override
    public CompletableFuture<Landing> open(URI page) {
        if (!openedByTheDesktop(page)) {
            openedByACommand(page);
        }
        return CompletableFuture.completedFuture(new Landing.Unseen());
    }

    private static boolean openedByTheDesktop(URI page) {
        try {
            if (GraphicsEnvironment.isHeadless()
                    || !Desktop.isDesktopSupported()
                    || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                return false;
            }
            Desktop.getDesktop().browse(page);
            return true;
        } catch (IOException | UnsupportedOperationException noDesktop) {
            return false;
        }
    }

    private static boolean openedByACommand(URI page) {
        return OPENERS.stream().anyMatch(opener -> starts(opener, page));
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
