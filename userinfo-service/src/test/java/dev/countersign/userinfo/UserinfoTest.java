package dev.countersign.userinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.claim.ProfileClaims;
import dev.countersign.protocol.claim.RequestedClaims;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.person.PersonClaims;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UserinfoTest {

    private static final Issuer ISSUER = new Issuer("http://localhost:8080");
    private static final Instant UPDATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final ProfileClaims PROFILE =
            new ProfileClaims(
                    Map.of(
                            "nickname",
                            "Al",
                            "family_name#ja-Kana-JP",
                            "ア",
                            "phone_number",
                            "+1 604 555-1234",
                            "phone_number_verified",
                            false,
                            "address",
                            Map.of("locality", "Lund", "country", "SE")));

    private static final PersonClaims ALICE =
            new PersonClaims(
                    "alice@example.com", true, "Alice", Optional.of("Adams"), PROFILE, UPDATED);

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
        assertThat(told("openid")).containsOnlyKeys("sub");
        assertThat(told("openid email"))
                .containsEntry("email", "alice@example.com")
                .containsEntry("email_verified", true)
                .hasSize(3);
        assertThat(told("openid profile"))
                .containsEntry("name", "Alice Adams")
                .containsEntry("given_name", "Alice")
                .containsEntry("family_name", "Adams")
                .containsEntry("updated_at", UPDATED.getEpochSecond())
                .containsEntry("nickname", "Al")
                .containsEntry("family_name#ja-Kana-JP", "ア")
                .hasSize(7);
        assertThat(told("openid phone"))
                .containsEntry("phone_number", "+1 604 555-1234")
                .containsEntry("phone_number_verified", false)
                .hasSize(3);
        assertThat(told("openid address"))
                .containsEntry("address", Map.of("locality", "Lund", "country", "SE"))
                .hasSize(2);
    }

    /** OpenID Connect Core 1.0 §5.5, §5.5.1: besides those of the scopes, and of no other value. */
    @Test
    void whatIsAskedForByItsNameIsToldBesides() {
        RequestedClaims requested =
                ClaimsRequest.of(
                                Map.of(
                                        "userinfo",
                                        Map.of(
                                                "phone_number",
                                                Map.of("essential", true),
                                                "nickname",
                                                Map.of("value", "Bob"),
                                                "given_name",
                                                Map.of("values", List.of("Bob", "Alice")),
                                                "address",
                                                Map.of(
                                                        "value",
                                                        Map.of(
                                                                "locality",
                                                                "Lund",
                                                                "country",
                                                                "SE")),
                                                "updated_at",
                                                Map.of("value", UPDATED.getEpochSecond()),
                                                "family_name#JA-Kana-jp",
                                                Map.of(),
                                                "picture",
                                                Map.of("essential", true))))
                        .userinfo();

        assertThat(told("openid", requested))
                .containsOnlyKeys(
                        "sub",
                        "phone_number",
                        "given_name",
                        "address",
                        "updated_at",
                        "family_name#ja-Kana-JP");
        assertThat(told("openid profile", requested)).containsEntry("nickname", "Al");
        assertThat(told("openid email", RequestedClaims.NONE)).hasSize(3);
    }

    private static Map<String, Object> told(String scopes) {
        return told(scopes, RequestedClaims.NONE);
    }

    private static Map<String, Object> told(String scopes, RequestedClaims requested) {
        return UserinfoClaims.of(Tokens.claims(scopes, List.of()), ALICE, requested).values();
    }

    private static void refuses(AccessTokenClaims claims, Refusal refusal) {
        assertThatThrownBy(() -> Userinfo.check(claims, ISSUER))
                .asInstanceOf(type(OAuthException.class))
                .extracting(OAuthException::refusal)
                .isEqualTo(refusal);
    }
}
