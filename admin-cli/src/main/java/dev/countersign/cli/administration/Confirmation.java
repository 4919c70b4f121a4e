package dev.countersign.cli.administration;

import dev.countersign.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** What cannot be taken back is confirmed by a person, or by the line itself. */
public final class Confirmation {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean given;

    public void require(Terminal terminal, String question) {
        if (!given) {
            terminal.confirm(question);
        }
    }
}
