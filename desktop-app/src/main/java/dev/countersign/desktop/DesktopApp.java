package dev.countersign.desktop;

import dev.countersign.desktop.browser.Browser;
import dev.countersign.desktop.browser.HeadlessBrowser;
import dev.countersign.desktop.browser.SystemBrowser;
import dev.countersign.desktop.terminal.Style;
import dev.countersign.desktop.terminal.Transcript;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./countersign demo}: exits 0 only where every step did what it should. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        version = "Countersign demo 0.2.0",
        description = "Plays the desktop workflow, one numbered step after the other.")
public final class DesktopApp implements Callable<Integer> {

    @Option(names = "--settings", paramLabel = "FILE", description = "Settings of the app.")
    private Optional<Path> settings = Optional.empty();

    @Option(names = "--issuer", paramLabel = "URL", description = "Another authorization server.")
    private Optional<URI> issuer = Optional.empty();

    @Option(names = "--headless", description = "Play the person too, without a browser window.")
    private boolean headless;

    @Override
    public Integer call() throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var transcript = new Transcript(out, Style.ofTheConsole());
        Settings read = Settings.read(settings, issuer);
        Browser browser =
                headless
                        ? new HeadlessBrowser(read.person(), transcript.browser())
                        : new SystemBrowser();
        return Workflow.of(read, browser, transcript).play() ? 0 : 1;
    }

    public static void main(String... arguments) {
        System.exit(new CommandLine(new DesktopApp()).execute(arguments));
    }
}
