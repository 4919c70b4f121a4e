package dev.countersign.userinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.person.PersonClaims;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UserinfoTest {

    private static final Issuer ISSUER = new Issuer("http://localhost:8080");
    private static final Instant UPDATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final PersonClaims ALICE =
            new PersonClaims("alice@example.com", true, "Alice", Optional.of("Adams"), UPDATED);

    @Test
    void aTokenForAnApiIsNotOneForUs() {
        AccessTokenClaims claims = Tokens.claims("openid profile", List.of(ISSUER.at("/api")));

        refuses(claims, Refusal.TOKEN_AUDIENCE);
    }

    /** Contract section 3: a token for administration holds no other audience. */
    @Test
    void aTokenForAdministrationIsNotOneForUsThoughOpenidWasGranted() {
        refuses(
                Tokens.claims("openid profile tokens:read", List.of(ISSUER.at("/admin"))),
                Refusal.TOKEN_AUDIENCE);
    }

    /** OpenID Connect Core 1.0 §5.3: it was not an authentication request. */
    @Test
    void aTokenWithoutOpenidSaysNothingOfThePerson() {
        refuses(Tokens.claims("profile", List.of(ISSUER.value())), Refusal.TOKEN_SCOPE);
    }

    /** OpenID Connect Core 1.0 §5.4. */
    @Test
    void eachScopeBringsItsClaimsAndNoOthers() {
        UserinfoClaims bare = UserinfoClaims.of(Tokens.claims("openid", List.of()), ALICE);
        assertThat(bare.name()).isEmpty();
        assertThat(bare.email()).isEmpty();

        UserinfoClaims email = UserinfoClaims.of(Tokens.claims("openid email", List.of()), ALICE);
        assertThat(email.email()).contains("alice@example.com");
        assertThat(email.emailVerified()).contains(true);
        assertThat(email.familyName()).isEmpty();

        UserinfoClaims profile =
                UserinfoClaims.of(Tokens.claims("openid profile", List.of()), ALICE);
        assertThat(profile.name()).contains("Alice Adams");
        assertThat(profile.givenName()).contains("Alice");
        assertThat(profile.familyName()).contains("Adams");
        assertThat(profile.updatedAt()).contains(UPDATED.getEpochSecond());
        assertThat(profile.email()).isEmpty();
    }

    private static void refuses(AccessTokenClaims claims, Refusal refusal) {
        assertThatThrownBy(() -> Userinfo.check(claims, ISSUER))
                .asInstanceOf(type(OAuthException.class))
                .extracting(OAuthException::refusal)
                .isEqualTo(refusal);
    }
}
