package dev.countersign.cli.application;

import dev.countersign.cli.administration.Administration;
import dev.countersign.cli.administration.Confirmation;
import dev.countersign.cli.administration.Document;
import dev.countersign.cli.administration.IdempotencyKey;
import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.administration.Paging;
import dev.countersign.cli.administration.Settings;
import dev.countersign.cli.administration.Versioned;
import dev.countersign.cli.http.Address;
import dev.countersign.cli.http.Answer;
import dev.countersign.cli.outcome.Failed;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code application}: what may ask people to sign in, or act for itself. */
@Command(name = "application", description = "Applications, their secrets, users and managers.")
public final class ApplicationCommands {

    static final Address ALL = Address.of("admin", "applications");
    static final String CLIENT_ID = "CLIENT_ID";

    private final Invocation invocation;

    public ApplicationCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(description = "Create one: its client id and, this once, its secret.")
    void create(@Mixin NewApplication application, @Mixin IdempotencyKey key) {
        Answer answer =
                invocation.administration().create(ALL, application.document(), key.value());
        invocation.screen().created(answer);
    }

    @Command(description = "Find some by their name.")
    void list(
            @Option(names = "--name", paramLabel = "TEXT", description = "How the name begins.")
                    Optional<String> name,
            @Mixin Paging paging) {
        invocation
                .screen()
                .list(
                        invocation.administration().get(paging.of(ALL.with("name", name))),
                        "applications",
                        "client_id",
                        "name",
                        "authenticator",
                        "enabled",
                        "updated_at");
    }

    @Command(description = "Show all about one.")
    void show(@Parameters(paramLabel = CLIENT_ID) String clientId) {
        invocation.screen().show(invocation.administration().get(ALL.then(clientId)));
    }

    @Command(description = "Change one.")
    void edit(
            @Parameters(paramLabel = CLIENT_ID) String clientId,
            @Mixin Settings settings,
            @Mixin Versioned versioned) {
        invocation
                .screen()
                .show(versioned.edit(invocation.administration(), ALL.then(clientId), settings));
    }

    @Command(description = "Delete one, and end all access through it.")
    void delete(
            @Parameters(paramLabel = CLIENT_ID) String clientId,
            @Mixin Versioned versioned,
            @Mixin Confirmation confirmation) {
        confirmation.require(
                invocation.terminal(),
                "Delete the application " + clientId + " and end all access through it?");
        invocation
                .screen()
                .done(
                        versioned.delete(invocation.administration(), ALL.then(clientId)),
                        "deleted: " + clientId);
    }

    @Command(
            name = "rotate-secret",
            description = "A new secret: the old one works a while longer, or ends at once.")
    void rotateSecret(
            @Parameters(paramLabel = CLIENT_ID) String clientId,
            @Option(
                            names = "--overlap",
                            paramLabel = "DURATION",
                            description = "How long both work: PT24H if nothing is said.")
                    Optional<String> overlap,
            @Option(
                            names = "--leaked",
                            description =
                                    "Somebody else has it: it ends now, and so does all access that"
                                            + " it gave.")
                    boolean leaked) {
        if (leaked && overlap.isPresent()) {
            throw Failed.usage("a leaked secret ends at once: --overlap says otherwise");
        }
        Document order = new Document();
        Administration administration = invocation.administration();
        invocation
                .screen()
                .showOnce(
                        administration.post(
                                ALL.then(clientId).then("secret"),
                                leaked
                                        ? order.with("leaked", true).json()
                                        : order.with("overlap", overlap).json()));
    }
}
