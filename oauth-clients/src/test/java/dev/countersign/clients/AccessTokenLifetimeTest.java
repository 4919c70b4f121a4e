package dev.countersign.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.GrantId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AccessTokenLifetimeTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Application application = Fixtures.nativeApplication();

    @Test
    void theApplicationSaysHowLongItsTokensLive() {
        assertThat(new AccessTokenLifetime(Duration.ofHours(1)).expiry(application, NOW))
                .isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    void theServersMaximumHoldsForAll() {
        assertThat(new AccessTokenLifetime(Duration.ofMinutes(5)).expiry(application, NOW))
                .isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void noAccessTokenOutlivesItsGrant() {
        Instant end = NOW.plus(Duration.ofMinutes(12));

        assertThat(
                        new AccessTokenLifetime(Duration.ofHours(1))
                                .expiry(application, GrantId.endingAt(end), NOW))
                .isEqualTo(end);
    }

    @Test
    void anAbsurdMaximumStopsTheStart() {
        assertThatThrownBy(() -> new AccessTokenLifetime(Duration.ofHours(25)))
                .hasMessageContaining("countersign.tokens.longest-access-token");
        assertThatThrownBy(() -> new AccessTokenLifetime(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
