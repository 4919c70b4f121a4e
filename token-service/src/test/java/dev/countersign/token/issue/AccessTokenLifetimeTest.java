package dev.countersign.token.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.token.fixture.Authorizations;
import dev.countersign.token.fixture.Registered;
import dev.countersign.token.issue.Issuance.ForApplication;
import dev.countersign.token.issue.Issuance.ForPerson;
import dev.countersign.token.issue.Issuance.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccessTokenLifetimeTest {

    private static final Instant NOW = Registered.NOW;
    private static final Scopes SCOPES = Scopes.parse("openid");

    @Test
    void theApplicationSaysHowLongItsTokensLive() {
        assertThat(lifetime(Duration.ofHours(1)).expiry(forApplication(), NOW))
                .isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    void theServersMaximumHoldsForAll() {
        assertThat(lifetime(Duration.ofMinutes(5)).expiry(forApplication(), NOW))
                .isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void noAccessTokenOutlivesItsGrant() {
        Instant end = NOW.plus(Duration.ofMinutes(12));

        assertThat(lifetime(Duration.ofHours(1)).expiry(forPerson(end), NOW)).isEqualTo(end);
    }

    @Test
    void anAbsurdMaximumStopsTheStart() {
        assertThatThrownBy(() -> lifetime(Duration.ofHours(25)))
                .hasMessageContaining("countersign.tokens.longest-access-token");
        assertThatThrownBy(() -> lifetime(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AccessTokenLifetime lifetime(Duration longest) {
        return new AccessTokenLifetime(() -> longest);
    }

    private static Issuance forApplication() {
        return new ForApplication(Registered.serviceApp(), SCOPES, NOW);
    }

    private static Issuance forPerson(Instant end) {
        return new ForPerson(
                Registered.desktopApp(),
                GrantId.endingAt(end),
                Authorizations.ALICE,
                new SignIn(Optional.empty(), NOW, "1", List.of("pwd"), Optional.empty()),
                SCOPES,
                SCOPES,
                List.of(Registered.ISSUER.value()),
                NOW,
                Optional.empty());
    }
}
