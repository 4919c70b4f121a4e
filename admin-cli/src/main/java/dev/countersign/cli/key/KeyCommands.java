package dev.countersign.cli.key;

import dev.countersign.cli.administration.Confirmation;
import dev.countersign.cli.administration.Document;
import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.http.Address;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code key}: the keys that sign tokens. */
@Command(name = "key", description = "The keys that sign tokens.")
public final class KeyCommands {

    private static final Address ALL = Address.of("admin", "keys");
    private static final String[] COLUMNS = {
        "kid", "alg", "state", "signs_from", "signs_until", "published_until"
    };

    private final Invocation invocation;

    public KeyCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(description = "Show the keys that are kept, newest first.")
    void list() {
        invocation.screen().list(invocation.administration().get(ALL), "keys", COLUMNS);
    }

    @Command(description = "Publish new keys now, which sign after a notice; nothing is revoked.")
    void rotate(
            @Option(
                            names = "--alg",
                            paramLabel = "ALG",
                            description = "RS256, PS256, ES256 or EdDSA; else all.")
                    Optional<String> algorithm,
            @Option(
                            names = "--signs-in",
                            paramLabel = "DURATION",
                            description = "Like PT1H: as long as clients keep the key set.")
                    Optional<String> signsIn) {
        Document order = new Document().with("alg", algorithm).with("signs_in", signsIn);
        invocation
                .screen()
                .list(invocation.administration().post(ALL, order.json()), "keys", COLUMNS);
    }

    @Command(
            description =
                    "Take a key back that others know: what it signed is worth nothing at once.")
    void compromised(@Parameters(paramLabel = "KID") String kid, @Mixin Confirmation confirmation) {
        confirmation.require(
                invocation.terminal(),
                "End all tokens that " + kid + " has signed, for everybody?");
        invocation
                .screen()
                .list(
                        invocation
                                .administration()
                                .post(ALL.then(kid).then("compromised"), new Document().json()),
                        "keys",
                        COLUMNS);
    }
}
