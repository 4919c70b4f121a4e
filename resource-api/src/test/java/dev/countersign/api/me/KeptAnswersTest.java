package dev.countersign.api.me;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.countersign.resourceserver.token.AccessToken;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {

    private static final JsonNode CLAIMS = TextNode.valueOf("claims");

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final KeptAnswers answers = new KeptAnswers(() -> now);

    @Test
    void areKeptForAMinute() {
        answers.keep("a", CLAIMS, token("t", 1800));
        now = now.plusSeconds(59);
        assertThat(answers.find("a")).contains(CLAIMS);
        now = now.plusSeconds(1);
        assertThat(answers.find("a")).isEmpty();
    }

    @Test
    void areKeptNoLongerThanTheTokenLives() {
        answers.keep("a", CLAIMS, token("t", 10));
        now = now.plusSeconds(10);
        assertThat(answers.find("a")).isEmpty();
    }

    @Test
    void theOldestGoFirst() {
        IntStream.rangeClosed(0, 10_000)
                .forEach(i -> answers.keep("t" + i, CLAIMS, token("t", 1800)));

        assertThat(answers.find("t0")).isEmpty();
        assertThat(answers.find("t10000")).isPresent();
    }

    @Test
    void thoseOfATokenThatIsStoppedAreForgotten() {
        AccessToken stopped = token("stopped", 1800);
        answers.keep("a", CLAIMS, stopped);
        answers.keep("b", CLAIMS, token("other", 1800));

        answers.forget(stopped::equals);

        assertThat(answers.find("a")).isEmpty();
        assertThat(answers.find("b")).isPresent();
        assertThat(answers.size()).isEqualTo(1);
    }

    private AccessToken token(String id, int seconds) {
        return new AccessToken(
                "https://issuer",
                "user",
                "client",
                Set.of(),
                Set.of("api"),
                id,
                "key",
                Optional.empty(),
                Optional.empty(),
                now,
                now.plusSeconds(seconds),
                now);
    }
}
