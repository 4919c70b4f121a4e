package dev.countersign.token.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Scopes;
import dev.countersign.token.fixture.Registered;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RefreshTokenPolicyTest {

    private static final Scopes GRANTED = Scopes.parse("openid offline_access accounts:read");

    @Test
    void aRefreshTokenNeedsOfflineAccessAndARegistrationForIt() {
        assertThat(RefreshTokenPolicy.givesRefreshToken(Registered.desktopApp(), GRANTED)).isTrue();
        assertThat(
                        RefreshTokenPolicy.givesRefreshToken(
                                Registered.desktopApp(), Scopes.parse("openid accounts:read")))
                .isFalse();
        assertThat(RefreshTokenPolicy.givesRefreshToken(Registered.withoutRefreshing(), GRANTED))
                .isFalse();
    }

    /** RFC 6749 §6. */
    @Test
    void withoutAScopeTheAccessTokenHasAllThatWasGranted() {
        assertThat(scopes(GRANTED, Optional.empty())).isEqualTo(GRANTED.toString());
    }

    /** RFC 6749 §6. */
    @Test
    void aSubsetMayBeAskedFor() {
        assertThat(scopes(GRANTED, Optional.of(Scopes.parse("accounts:read"))))
                .isEqualTo("accounts:read");
    }

    @Test
    void aScopeThatWasTakenFromTheApplicationIsNotRenewed() {
        assertThat(scopes(Scopes.parse("openid accounts:delete"), Optional.empty()))
                .isEqualTo("openid");
    }

    private static String scopes(Scopes granted, Optional<Scopes> asked) {
        return RefreshTokenPolicy.scopes(Registered.desktopApp(), granted, asked).toString();
    }
}
