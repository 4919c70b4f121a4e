package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.browser.Person;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Callback;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.AdminCommand;
import dev.countersign.system.stack.ChildProcess;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code countersign-admin} at the running system, which nobody else administers here. */
@SystemTest
class AdminCliIT {

    private static final String PASSWORD = "seven grey geese in a row";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final RunningStack stack;
    private final Origin origin;

    AdminCliIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
    }

    private static void assertDone(ChildProcess run) {
        assertThat(run.status()).as(run.output()).isZero();
    }

    @Test
    void anApplicationAndItsUserAreMadeAndTheirAccessIsTakenBackByCommandsAlone(
            @TempDir Path folder) throws Exception {
        var command = new AdminCommand(stack, folder);
        String email = UUID.randomUUID() + "@example.com";
        assertThat(command.run("application", "list").status()).isEqualTo(3);
        assertThat(
                        command.signIn(Person.whoAllows("admin@example.com", Visitor.PASSWORD))
                                .address())
                .isEqualTo(stack.at("/signed-in"));

        App app = application(command);
        Map<String, Object> user =
                command.json(
                        PASSWORD + "\n",
                        "user",
                        "create",
                        "--email",
                        email,
                        "--first-name",
                        "Cleo");

        var visitor = new Visitor(origin, Person.whoAllows(email, PASSWORD));
        assertThat(code(visitor, app)).as("of somebody who is no user of it").isEmpty();
        assertDone(command.run("application", "users", "add", app.clientId(), email));
        Issued tokens = new Visitor(origin, Person.whoAllows(email, PASSWORD)).signIn(app);
        assertThat(tokens.claims()).containsEntry("sub", user.get("id"));
        assertThat(origin.get("/api/accounts", tokens.accessToken()).status()).isEqualTo(200);

        Map<String, Object> rule =
                command.json(
                        "",
                        "revocation",
                        "create",
                        "--user",
                        email,
                        "--reason",
                        "the laptop is lost");

        Refused.with(tokens.refresh(origin, app), 400, "invalid_grant");
        Refused.challenging(
                Eventually.within(
                        SECOND,
                        () -> origin.get("/api/accounts", tokens.accessToken()),
                        it -> it.status() != 200),
                401,
                "invalid_token");
        assertThat(command.run("revocation", "show", String.valueOf(rule.get("id"))).output())
                .contains("laptop", "applied");
        assertDone(command.run("application", "delete", app.clientId(), "--yes"));
        assertDone(command.run("logout"));
        assertThat(command.run("application", "list").status()).isEqualTo(3);
    }

    /** Scripts have no browser: an application that administrators let act for itself. */
    @Test
    void anApplicationActsByItsSecretOutOfTheEnvironment(@TempDir Path folder) throws Exception {
        var person = new AdminCommand(stack, folder);
        person.signIn(Person.whoAllows("admin@example.com", Visitor.PASSWORD));
        Map<String, Object> robot =
                person.json(
                        "",
                        "application",
                        "create",
                        "--name",
                        "Robot",
                        "--authenticator",
                        "client-credentials",
                        "--scope",
                        "applications:read");
        String id = String.valueOf(robot.get("client_id"));

        AdminCommand script =
                person.with(
                        "COUNTERSIGN_CLIENT_ID",
                        id,
                        "COUNTERSIGN_CLIENT_SECRET",
                        String.valueOf(robot.get("client_secret")));

        assertThat(script.json("", "application", "show", id)).containsEntry("name", "Robot");
        assertThat(script.run("user", "list").output()).contains("insufficient_scope");
        assertDone(person.run("application", "delete", id, "--yes"));
        assertThat(script.run("application", "list").output()).contains("invalid_client");
    }

    private static String code(Visitor visitor, App app) throws Exception {
        return Callback.of(visitor.visit(AuthorizationRequest.of(app)).address()).parameter("code");
    }

    private static App application(AdminCommand command) throws Exception {
        Map<String, Object> made =
                command.json(
                        "",
                        "application",
                        "create",
                        "--name",
                        "Made by commands",
                        "--authenticator",
                        "pkce",
                        "--redirect-uri",
                        "http://127.0.0.1/callback",
                        "--scope",
                        AuthorizationRequest.ALL,
                        "--no-consent",
                        "--members-only");
        return new App(String.valueOf(made.get("client_id")), "", "http://127.0.0.1:1/callback");
    }
}
