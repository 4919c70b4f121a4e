package dev.countersign.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.resourceserver.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private final TestClock clock = new TestClock();
    private final VerifiedTokens tokens = new VerifiedTokens(clock);

    @Test
    void areRememberedForAMinuteAtMost() {
        tokens.remember("a", token());
        clock.pass(Duration.ofSeconds(31));
        assertThat(tokens.find("a")).isPresent();
        clock.pass(Duration.ofSeconds(31));
        assertThat(tokens.find("a")).isEmpty();
    }

    @Test
    void areNotRememberedAfterALongPause() {
        tokens.remember("a", token());
        clock.pass(Duration.ofMinutes(2));
        assertThat(tokens.find("a")).isEmpty();
    }

    @Test
    void areBoundedInNumber() {
        IntStream.range(0, 20_000).forEach(i -> tokens.remember("t" + i, token()));

        long held =
                IntStream.range(0, 20_000).filter(i -> tokens.find("t" + i).isPresent()).count();

        assertThat(held).isBetween(1L, 10_000L);
    }

    private static AccessToken token() {
        return new AccessToken(
                "issuer",
                "user",
                "client",
                Set.of(),
                Set.of("api"),
                "jti",
                "kid",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
