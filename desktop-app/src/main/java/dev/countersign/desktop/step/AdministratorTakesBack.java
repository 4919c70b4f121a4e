package dev.countersign.desktop.step;

import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Wire;
import dev.countersign.desktop.terminal.Transcript;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Someone with the right to it sees who holds which access, and ends it with one rule. */
public record AdministratorTakesBack(
        Administrator administrator,
        Access access,
        AuthorizationServer server,
        Wallet wallet,
        RevocationWatch watch,
        Wire wire,
        Transcript transcript)
        implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public String title() {
        return "An administrator finds this access and takes it back";
    }

    @Override
    public void play() throws Exception {
        Administration administration = signIn();
        StepFailed.unless(
                !items(administration.find(access)).isEmpty(), "the living access", "nothing");
        transcript.good("found, by person and application");
        transcript.say(
                "a dry run says how many grants the rule would end: " + dryRun(administration));
        Answer revocation = administration.revoke(access);
        watch.untilRefused(wallet.accessToken());
        server.refresh(wallet.refreshToken()).refused("invalid_grant");
        awaitApplied(administration, revocation.text("id"));
        transcript.good("every API that runs has said that it applied the rule");
    }

    private Administration signIn() throws Exception {
        var token = administrator.signIn(server);
        transcript.good("an administrator is signed in at an application for it");
        return new Administration(URI.create(server.issuer() + "/admin"), wire, token);
    }

    private String dryRun(Administration administration) throws Exception {
        return administration.dryRun(access).json().get("live_grants") instanceof Map<?, ?> count
                ? "" + count.get("value")
                : "?";
    }

    /** The API's own word that it has the rule; it comes a moment after its first refusal. */
    private static void awaitApplied(Administration administration, String rule) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<?> instances = List.of();
        while (System.nanoTime() < end) {
            Answer answer = administration.revocation(rule);
            instances = members(answer, "instances");
            if (!instances.isEmpty() && members(answer, "lagging").isEmpty()) {
                return;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        throw new StepFailed("that each API applies rule " + rule, instances);
    }

    private static List<?> items(Answer answer) {
        return members(answer, "items");
    }

    private static List<?> members(Answer answer, String name) {
        return answer.json().get(name) instanceof List<?> list ? list : List.of();
    }
}
