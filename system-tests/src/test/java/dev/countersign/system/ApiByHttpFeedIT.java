package dev.countersign.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.App;
import dev.countersign.system.stack.Eventually;
import dev.countersign.system.stack.Frozen;
import dev.countersign.system.stack.ResourceApiReplica;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same rules over a long poll of {@code /revocations/feed}. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiByHttpFeedIT extends ApiWithoutKafkaContract {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String NAME =
            App.ACCOUNTS_API.clientId() + ":" + ResourceApiReplica.instance("http");

    ApiByHttpFeedIT(RunningStack stack) throws Exception {
        super(stack, "http");
    }

    /** It is asked for nothing: what it asks for says it. */
    @Test
    void whoIsWithoutKafkaIsListedWithTheTimeOfARuleAndLagsWhileItStandsStill() throws Exception {
        var administration = new Administration(origin);
        String token = administration.token();
        String applied = revokeBobs(administration);
        Map<?, ?> listed =
                Eventually.within(
                        SOON, () -> listed(applied, token), it -> it.containsKey("applied_at"));
        assertThat(listed.get("state")).isEqualTo("applied");
        assertThat(Long.parseLong("" + listed.get("millis_after"))).isLessThan(1_000);

        Frozen.during(
                instance.process(),
                () -> {
                    String missed = revokeBobs(administration);
                    Eventually.within(SOON, () -> applied(missed, token), it -> !it.isEmpty());
                    assertThat(lagging(missed, token)).contains(NAME);
                });
        String next = revokeBobs(administration);
        Eventually.within(SOON, () -> applied(next, token), it -> it.contains(NAME));
        assertThat(lagging(next, token)).doesNotContain(NAME);
    }

    private static String revokeBobs(Administration administration) throws IOException {
        return administration.revoke("{\"user\": \"bob@example.com\"}").text("id");
    }

    private Map<?, ?> listed(String rule, String token) throws IOException {
        return instances(rule, token)
                .filter(it -> NAME.equals(it.get("instance")))
                .findFirst()
                .<Map<?, ?>>map(it -> it)
                .orElse(Map.of());
    }

    private List<String> applied(String rule, String token) throws IOException {
        return instances(rule, token)
                .filter(it -> "applied".equals(it.get("state")))
                .map(it -> String.valueOf(it.get("instance")))
                .toList();
    }

    private Stream<? extends Map<?, ?>> instances(String rule, String token) throws IOException {
        return followed(rule, token, "instances").stream().map(it -> (Map<?, ?>) it);
    }

    private List<String> lagging(String rule, String token) throws IOException {
        return followed(rule, token, "lagging").stream().map(String::valueOf).toList();
    }

    private List<?> followed(String rule, String token, String member) throws IOException {
        Answer answer = origin.get("/admin/revocations/" + rule, token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (List<?>) requireNonNull(answer.json().get(member));
    }
}
