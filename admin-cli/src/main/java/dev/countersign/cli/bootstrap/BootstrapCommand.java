package dev.countersign.cli.bootstrap;

import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.administration.People;
import dev.countersign.cli.terminal.Secret;
import picocli.CommandLine.Command;

/**
 * {@code bootstrap}: while a server has no administrator, its secret makes a link for the first.
 */
@Command(
        name = "bootstrap",
        description = {
            "A link by which the first administrator gives their name and password: once, within"
                    + " minutes, and only while there is none.",
            "The bootstrap secret of the server is typed, or read from standard input."
        })
public final class BootstrapCommand implements Runnable {

    private final Invocation invocation;

    public BootstrapCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        Secret secret = invocation.terminal().secret("bootstrap secret");
        invocation
                .screen()
                .showOnce(invocation.administration().post(People.ALL.then("bootstrap"), secret));
    }
}
