package dev.countersign.cli.login;

import dev.countersign.cli.administration.Invocation;
import picocli.CommandLine.Command;

/** {@code logout}: the tokens are worth nothing any more, and gone. */
@Command(name = "logout", description = "Revoke the tokens of the sign-in, and delete them.")
public final class LogoutCommand implements Runnable {

    private final Invocation invocation;

    public LogoutCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        invocation
                .terminal()
                .say(
                        invocation.signingIn().out()
                                ? "signed out at " + invocation.issuer()
                                : "nobody was signed in at " + invocation.issuer());
    }
}
