package dev.countersign.cli.application;

import static dev.countersign.cli.application.ApplicationCommands.CLIENT_ID;

import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.administration.People;
import dev.countersign.cli.http.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code application managers}: who may change one application without being an administrator. */
@Command(name = "managers", description = "Who may change an application.")
public final class ApplicationManagerCommands {

    private final Invocation invocation;

    public ApplicationManagerCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    private static Address managers(String clientId) {
        return ApplicationCommands.ALL.then(clientId).then("managers");
    }

    @Command(description = "List them.")
    void list(@Parameters(paramLabel = CLIENT_ID) String clientId) {
        invocation
                .screen()
                .list(
                        invocation.administration().get(managers(clientId)),
                        "managers",
                        "id",
                        "email",
                        "first_name",
                        "last_name",
                        "enabled",
                        "member_since");
    }

    @Command(description = "Let somebody change it.")
    void add(
            @Parameters(paramLabel = CLIENT_ID) String clientId,
            @Parameters(paramLabel = People.USER) String user) {
        String id = People.id(invocation.administration(), user);
        invocation
                .screen()
                .done(
                        invocation.administration().put(managers(clientId).then(id)),
                        "is a manager now: " + user);
    }

    @Command(description = "Let somebody change it no longer.")
    void remove(
            @Parameters(paramLabel = CLIENT_ID) String clientId,
            @Parameters(paramLabel = People.USER) String user) {
        String id = People.id(invocation.administration(), user);
        invocation
                .screen()
                .done(
                        invocation.administration().delete(managers(clientId).then(id)),
                        "is no manager any more: " + user);
    }
}
