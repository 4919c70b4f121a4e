package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design.md section 6: not in the log of any process, also where something is refused. */
@SystemTest
class SecretsStayOutOfLogsIT {

    private final RunningStack stack;
    private final Origin origin;

    SecretsStayOutOfLogsIT(RunningStack stack) {
        this.stack = stack;
        this.origin = Origin.of(stack);
    }

    @Test
    void noPasswordCodeVerifierOrTokenIsLogged() throws Exception {
        String wrongPassword = "a-password-nobody-has";
        new Visitor(origin, Person.whoAllows("alice@example.com", wrongPassword))
                .visit(AuthorizationRequest.of(App.DESKTOP));
        var alice = Visitor.alice(origin);
        Authorized authorized = alice.authorize(App.DESKTOP);
        Issued first = Issued.by(authorized.redeem(origin));
        authorized.redeem(origin);
        Issued second = alice.signIn(App.WEB);
        second.refresh(origin, App.OTHER);
        second.revokeRefreshToken(origin, App.WEB);
        second.refresh(origin, App.WEB);
        origin.get("/api/me", second.accessToken() + "x");
        var guesser = new App("web-app", "a-secret-nobody-has", App.WEB.redirectUri());
        Answer last = second.refresh(origin, guesser);
        assertThat(stack.awaitedLogLines(last.text("error_id"))).isNotEmpty();

        List<String> secrets =
                List.of(
                        wrongPassword,
                        Visitor.PASSWORD,
                        guesser.secret(),
                        App.WEB.secret(),
                        authorized.code(),
                        authorized.request().verifier().getValue(),
                        first.accessToken(),
                        first.refreshToken(),
                        first.idToken(),
                        second.accessToken(),
                        second.refreshToken());
        assertThat(secrets).allSatisfy(it -> assertThat(stack.logLines(it)).isEmpty());
    }
}
