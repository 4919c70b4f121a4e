package dev.countersign.cli.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.cli.administration.Administration;
import dev.countersign.cli.administration.Confirmation;
import dev.countersign.cli.administration.Document;
import dev.countersign.cli.administration.IdempotencyKey;
import dev.countersign.cli.administration.Invocation;
import dev.countersign.cli.administration.NewPerson;
import dev.countersign.cli.administration.Paging;
import dev.countersign.cli.administration.People;
import dev.countersign.cli.administration.Settings;
import dev.countersign.cli.administration.Versioned;
import dev.countersign.cli.http.Address;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code user}: the accounts of the server. */
@Command(name = "user", description = "People: accounts, passwords, sessions.")
public final class UserCommands {

    private final Invocation invocation;

    public UserCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    private static Address user(Administration administration, String user) {
        return People.ALL.then(People.id(administration, user));
    }

    @Command(description = "Create an account; the password is typed, or read from stdin.")
    void create(@Mixin NewPerson person, @Mixin Settings settings, @Mixin IdempotencyKey key) {
        ObjectNode document = settings.over(person.document(invocation.terminal()));
        invocation
                .screen()
                .show(invocation.administration().create(People.ALL, document, key.value()));
    }

    @Command(description = "Find some by address or name.")
    void list(
            @Option(names = "--email", paramLabel = "TEXT", description = "How the address begins.")
                    Optional<String> email,
            @Option(names = "--name", paramLabel = "TEXT", description = "How a name begins.")
                    Optional<String> name,
            @Mixin Paging paging) {
        invocation
                .screen()
                .list(
                        invocation
                                .administration()
                                .get(paging.of(People.ALL.with("email", email).with("name", name))),
                        "users",
                        "id",
                        "email",
                        "first_name",
                        "last_name",
                        "roles",
                        "enabled");
    }

    @Command(description = "Show all about one.")
    void show(@Parameters(paramLabel = People.USER) String user) {
        Administration administration = invocation.administration();
        invocation.screen().show(administration.get(user(administration, user)));
    }

    @Command(description = "Change one: --set enabled=false, --set roles=auditor.")
    void edit(
            @Parameters(paramLabel = People.USER) String user,
            @Mixin Settings settings,
            @Mixin Versioned versioned) {
        Administration administration = invocation.administration();
        invocation
                .screen()
                .show(versioned.edit(administration, user(administration, user), settings));
    }

    @Command(description = "Erase one, with everything held about them.")
    void delete(
            @Parameters(paramLabel = People.USER) String user,
            @Mixin Versioned versioned,
            @Mixin Confirmation confirmation) {
        confirmation.require(
                invocation.terminal(), "Erase " + user + " and everything held about them?");
        Administration administration = invocation.administration();
        invocation
                .screen()
                .done(
                        versioned.delete(administration, user(administration, user)),
                        "erased: " + user);
    }

    @Command(
            name = "reset-password",
            description = "A new password, shown once, to be changed at the next sign-in.")
    void resetPassword(@Parameters(paramLabel = People.USER) String user) {
        Administration administration = invocation.administration();
        invocation
                .screen()
                .showOnce(
                        administration.post(
                                user(administration, user).then("password"),
                                new Document().json()));
    }

    @Command(name = "end-sessions", description = "End all sessions and grants of one.")
    void endSessions(@Parameters(paramLabel = People.USER) String user) {
        Administration administration = invocation.administration();
        invocation
                .screen()
                .done(
                        administration.post(
                                user(administration, user).then("sessions").then("end"),
                                new Document().json()),
                        "signed out everywhere: " + user);
    }

    @Command(description = "Everything that is held about one, as JSON.")
    void export(@Parameters(paramLabel = People.USER) String user) {
        Administration administration = invocation.administration();
        invocation
                .terminal()
                .print(administration.get(user(administration, user).then("export")).body());
    }
}
