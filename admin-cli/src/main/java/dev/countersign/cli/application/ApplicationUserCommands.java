package dev.countersign.cli.application;

import static dev.countersign.cli.application.ApplicationCommands.CLIENT_ID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.cli.administration.Document;
import dev.countersign.cli.administration.IdempotencyKey;
import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.administration.NewPerson;
import dev.countersign.cli.administration.Paging;
import dev.countersign.cli.administration.People;
import dev.countersign.cli.http.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code application users}: the members of one application. */
@Command(name = "users", description = "The users of an application.")
public final class ApplicationUserCommands {

    private final Invocation invocation;

    public ApplicationUserCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    private static Address users(String clientId) {
        return ApplicationCommands.ALL.then(clientId).then("users");
    }

    @Command(description = "List them.")
    void list(@Parameters(paramLabel = CLIENT_ID) String clientId, @Mixin Paging paging) {
        invocation
                .screen()
                .list(
                        invocation.administration().get(paging.of(users(clientId))),
                        "users",
                        "id",
                        "email",
                        "first_name",
                        "last_name",
                        "enabled",
                        "member_since");
    }

    @Command(
            description =
                    "Create an account that is one; the password is typed, or read from stdin.")
    void create(
            @Parameters(paramLabel = CLIENT_ID) String clientId,
            @Mixin NewPerson person,
            @Mixin IdempotencyKey key) {
        ObjectNode document = person.document(invocation.terminal());
        invocation
                .screen()
                .show(invocation.administration().create(users(clientId), document, key.value()));
    }

    @Command(description = "Make somebody one who has an account.")
    void add(
            @Parameters(paramLabel = CLIENT_ID) String clientId,
            @Parameters(paramLabel = People.USER) String user) {
        String id = People.id(invocation.administration(), user);
        invocation
                .screen()
                .done(
                        invocation.administration().put(users(clientId).then(id)),
                        "is a user now: " + user);
    }

    @Command(description = "Ask somebody to become one, whether or not there is such an account.")
    void invite(
            @Parameters(paramLabel = CLIENT_ID) String clientId,
            @Parameters(paramLabel = "EMAIL") String email) {
        invocation
                .screen()
                .done(
                        invocation
                                .administration()
                                .post(
                                        ApplicationCommands.ALL.then(clientId).then("invitations"),
                                        new Document().with("email", email).json()),
                        "invited, if there is such an account: " + email);
    }

    @Command(description = "Take one out, and end their access through the application.")
    void remove(
            @Parameters(paramLabel = CLIENT_ID) String clientId,
            @Parameters(paramLabel = People.USER) String user) {
        String id = People.id(invocation.administration(), user);
        invocation
                .screen()
                .done(
                        invocation.administration().delete(users(clientId).then(id)),
                        "is no user any more: " + user);
    }
}
