package dev.countersign.cli.administration;

import dev.countersign.cli.http.Wire;
import dev.countersign.cli.signin.AccessTokens;
import dev.countersign.cli.signin.Issuer;
import dev.countersign.cli.signin.SigningIn;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Terminal;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command takes, wherever it stands in the line: which server, and in which form. */
public final class Invocation implements AutoCloseable {

    private static final String LOCAL_STACK = "http://localhost:8080";

    @Option(
            names = "--issuer",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "The server; otherwise $COUNTERSIGN_ISSUER, or " + LOCAL_STACK + ".")
    private Optional<String> issuer = Optional.empty();

    @Option(
            names = "--administration",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = {
                "Where the server has administration at an origin of its own;",
                "without --issuer otherwise $COUNTERSIGN_ADMINISTRATION."
            })
    private Optional<String> administration = Optional.empty();

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print the server's JSON, exactly.")
    private boolean json;

    private final Surroundings surroundings;
    private final Wire wire = new Wire();

    public Invocation(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public Issuer issuer() {
        return new Issuer(
                issuer.or(() -> surroundings.variable("COUNTERSIGN_ISSUER")).orElse(LOCAL_STACK));
    }

    public Administration administration() {
        return new Administration(address(), new AccessTokens(issuer(), surroundings, wire), wire);
    }

    /** What the environment says is of its server: nothing of another one is sent there. */
    private AdministrationAddress address() {
        Optional<String> usual =
                issuer.isPresent()
                        ? Optional.empty()
                        : surroundings.variable("COUNTERSIGN_ADMINISTRATION");
        return administration
                .or(() -> usual)
                .map(AdministrationAddress::parse)
                .orElseGet(() -> AdministrationAddress.below(issuer()));
    }

    public SigningIn signingIn() {
        return new SigningIn(issuer(), surroundings, wire);
    }

    public Screen screen() {
        return Screen.of(terminal(), json ? Screen.Form.EXACT : Screen.Form.READABLE);
    }

    public Terminal terminal() {
        return surroundings.terminal();
    }

    /** Errors are documents, too. */
    public boolean isExact() {
        return json;
    }

    @Override
    public void close() {
        wire.close();
    }
}
