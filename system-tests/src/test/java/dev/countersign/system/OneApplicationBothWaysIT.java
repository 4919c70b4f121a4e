package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Dialect;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.AdminCommand;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application and its user, made by the API alone and by the command alone. The user signs in to
 * it by OAuth with PKCE and by the JSON dialect, and one act takes both back.
 */
@SystemTest
class OneApplicationBothWaysIT {

    private static final String PASSWORD = "seven grey geese in a row";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final String email = "geese-" + UUID.randomUUID() + "@example.com";
    private final RunningStack stack;
    private final Origin origin;

    OneApplicationBothWaysIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
    }

    private interface TakeBack {
        void run() throws Exception;
    }

    @Test
    void byTheApiAlone() throws Exception {
        var administration = new Administration(origin);
        String client =
                administration
                        .call(
                                "POST",
                                "/admin/applications",
                                """
                                {"name": "Both ways", "authenticator": "Authorization PKCE Flow",
                                 "redirect_uris": ["http://127.0.0.1/callback"], "consent": false,
                                 "scopes": ["openid", "profile", "email", "offline_access",
                                   "accounts:read"], "dialect": {"enabled": true}}
                                """,
                                201)
                        .text("client_id");
        administration.call(
                "POST",
                "/admin/applications/" + client + "/users",
                """
                {"first_name": "Gus", "last_name": "Grey", "email": "%s", "password": "%s",
                 "confirm_password": "%s"}
                """
                        .formatted(email, PASSWORD, PASSWORD),
                201);

        bothFallBy(client, () -> administration.revoke("{\"user\":\"" + email + "\"}"));
    }

    @Test
    void byTheCommandAlone(@TempDir Path folder) throws Exception {
        var command = new AdminCommand(stack, folder);
        command.signIn(Person.whoAllows("admin@example.com", Visitor.PASSWORD));
        String client =
                String.valueOf(
                        command.json(
                                        "",
                                        "application",
                                        "create",
                                        "--name",
                                        "Both ways",
                                        "--authenticator",
                                        "pkce",
                                        "--redirect-uri",
                                        "http://127.0.0.1/callback",
                                        "--scope",
                                        "openid profile email offline_access accounts:read",
                                        "--no-consent",
                                        "--dialect")
                                .get("client_id"));
        command.json(
                PASSWORD + "\n",
                "application",
                "users",
                "create",
                client,
                "--email",
                email,
                "--first-name",
                "Gus");

        bothFallBy(client, () -> command.json("", "revocation", "create", "--user", email));
    }

    private void bothFallBy(String client, TakeBack act) throws Exception {
        var app = new App(client, "", "http://127.0.0.1:1/callback");
        var dialect = new Dialect(origin, client);
        Issued tokens = new Visitor(origin, Person.whoAllows(email, PASSWORD)).signIn(app);
        Answer dialectTokens = dialect.refresh(dialect.signIn(email, PASSWORD));
        assertThat(dialectTokens.status()).as(dialectTokens.body()).isEqualTo(200);
        assertThat(api(tokens).status()).isEqualTo(200);

        act.run();

        Refused.with(tokens.refresh(origin, app), 400, "invalid_grant");
        Refused.with(dialect.refresh(dialectTokens), 400, "invalid_grant");
        Refused.challenging(
                Eventually.within(SECOND, () -> api(tokens), it -> it.status() != 200),
                401,
                "invalid_token");
    }

    private Answer api(Issued tokens) throws IOException {
        return origin.get("/api/accounts", tokens.accessToken());
    }
}
