package dev.countersign.token.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.DialectChallenge;
import dev.countersign.protocol.pkce.DialectChallenge.Method;
import dev.countersign.protocol.pkce.DialectVerifier;
import dev.countersign.store.code.Authorization;
import dev.countersign.token.fixture.Authorizations;
import dev.countersign.token.fixture.Registered;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RefreshTokenPolicyTest {

    private static final Scopes GRANTED = Scopes.parse("openid offline_access accounts:read");

    @Test
    void aRefreshTokenNeedsOfflineAccessAndARegistrationForIt() {
        assertThat(RefreshTokenPolicy.givesRefreshToken(Registered.desktopApp(), of(GRANTED)))
                .isTrue();
        assertThat(
                        RefreshTokenPolicy.givesRefreshToken(
                                Registered.desktopApp(), of(Scopes.parse("openid accounts:read"))))
                .isFalse();
        assertThat(
                        RefreshTokenPolicy.givesRefreshToken(
                                Registered.withoutRefreshing(), of(GRANTED)))
                .isFalse();
    }

    /** Contract, section 6. */
    @Test
    void aGrantOfTheDialectAlwaysHasOneAndIsForTheApplicationItself() {
        Authorization dialect =
                Authorizations.ofDialect(
                        "desktop-app",
                        Registered.NOW,
                        DialectChallenge.of(Method.SHA256, new DialectVerifier("1")));
        assertThat(RefreshTokenPolicy.givesRefreshToken(Registered.desktopApp(), dialect)).isTrue();
        assertThat(RefreshTokenPolicy.givesRefreshToken(Registered.withoutRefreshing(), dialect))
                .isFalse();
        assertThat(
                        RefreshTokenPolicy.audiences(
                                Registered.desktopApp(), dialect, Registered.ISSUER))
                .containsExactly("desktop-app");
    }

    private static Authorization of(Scopes granted) {
        return Authorizations.of("desktop-app", granted.toString(), Registered.NOW);
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

    private static List<String> audiences(String granted, List<String> of, String asked) {
        return RefreshTokenPolicy.audiences(
                Registered.desktopApp(),
                Scopes.parse(granted),
                of,
                Scopes.parse(asked),
                Registered.ISSUER);
    }

    /** Rules on an audience are compared with the grant's: its tokens must not leave those. */
    @Test
    void aScopeThatMovedToAnotherApiDoesNotTakeTheGrantThere() {
        List<String> then = List.of("https://old.example", Registered.ISSUER.value());

        assertThat(audiences("openid accounts:read", then, "openid accounts:read"))
                .isEqualTo(List.of(Registered.ISSUER.value()));
        assertThatThrownBy(() -> audiences("openid accounts:read", then, "accounts:read"))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        it ->
                                assertThat(it.refusal())
                                        .isEqualTo(Refusal.REFRESH_TOKEN_OF_OTHER_APIS));
    }

    @Test
    void aGrantOfAnotherApiDoesNotBecomeOneOfAdministrationNorTheOtherWayRound() {
        List<String> admin = AdminApi.audiences(Registered.ISSUER);

        assertThatThrownBy(() -> audiences("tokens:read", List.of(Registered.API), "tokens:read"))
                .isInstanceOf(OAuthException.class);
        assertThatThrownBy(() -> audiences("openid accounts:read", admin, "openid"))
                .isInstanceOf(OAuthException.class);
        assertThat(audiences("openid tokens:read", admin, "openid")).isEqualTo(admin);
    }

    @Test
    void aTokenThatIsForNobodyStaysThat() {
        assertThat(audiences("profile", List.of(), "profile")).isEmpty();
    }

    private static String scopes(Scopes granted, Optional<Scopes> asked) {
        return RefreshTokenPolicy.scopes(Registered.desktopApp(), granted, asked).toString();
    }
}
