package dev.countersign.cli.login;

import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.signin.Registration;
import dev.countersign.cli.signin.SigningIn;
import dev.countersign.cli.terminal.Secret;
import dev.countersign.cli.terminal.Terminal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code login}: in the browser; the tokens stay with this user of the machine. */
@Command(name = "login", description = "Sign in, in the browser.")
public final class LoginCommand implements Runnable {

    @Option(
            names = "--client-id",
            paramLabel = "CLIENT_ID",
            defaultValue = "admin-cli",
            description = "The application to sign in through: ${DEFAULT-VALUE}.")
    private String clientId = "";

    @Option(
            names = "--client-secret",
            description = "It has a secret, which is typed, or read from standard input.")
    private boolean isConfidential;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7778",
            description = {
                "Where the browser comes back to, at http://127.0.0.1:PORT/callback:"
                        + " ${DEFAULT-VALUE}, or any other where that is taken."
            })
    private int port;

    @Option(
            names = "--scope",
            split = "[, ]+",
            paramLabel = "SCOPE[,SCOPE]",
            hideParamSyntax = true,
            description = "Less than everything; repeatable, or a,b.")
    private List<String> scopes = new ArrayList<>();

    @Option(names = "--no-browser", description = "Only print the address to open.")
    private boolean printsOnly;

    private final Invocation invocation;

    public LoginCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        Terminal terminal = invocation.terminal();
        Optional<Secret> secret =
                isConfidential
                        ? Optional.of(terminal.secret("secret of " + clientId))
                        : Optional.empty();
        String scope = scopes.isEmpty() ? Registration.EVERYTHING : String.join(" ", scopes);
        Instant until =
                invocation
                        .signingIn()
                        .in(new Registration(clientId, secret, scope, port), this::visit);
        terminal.say("signed in at %s until %s".formatted(invocation.issuer(), until));
    }

    private void visit(URI page) {
        invocation.terminal().say("to sign in, open\n" + page);
        if (!printsOnly) {
            SigningIn.inTheBrowser(page);
        }
    }
}
