package dev.countersign.cli.administration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.cli.terminal.Secret;
import dev.countersign.cli.terminal.Terminal;
import java.util.Optional;
import picocli.CommandLine.Option;

/** An account as it is asked for. The password is no option: it is typed, or read. */
public final class NewPerson {

    @Option(
            names = "--email",
            required = true,
            paramLabel = "EMAIL",
            description = "What they sign in with.")
    private String email = "";

    @Option(names = "--first-name", required = true, paramLabel = "NAME")
    private String firstName = "";

    @Option(names = "--last-name", paramLabel = "NAME")
    private Optional<String> lastName = Optional.empty();

    public ObjectNode document(Terminal terminal) {
        Secret password = terminal.newSecret("password");
        return new Document()
                .with("first_name", firstName)
                .with("last_name", lastName)
                .with("email", email)
                .with("password", password.value())
                .with("confirm_password", password.value())
                .json();
    }
}
