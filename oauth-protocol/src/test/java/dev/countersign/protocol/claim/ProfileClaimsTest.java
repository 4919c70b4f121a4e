package dev.countersign.protocol.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileClaimsTest {

    private static final ProfileClaims JANE =
            new ProfileClaims(
                    Map.of(
                            "nickname",
                            "JD",
                            "family_name#ja-Hani-JP",
                            "ドウ",
                            "phone_number",
                            "+1 (310) 123-4567",
                            "address",
                            Map.of("street_address", "1234 Main\nUnit 5", "country", "US")));

    /** OpenID Connect Core 1.0 §5.4. */
    @Test
    void eachScopeAsksForItsOwn() {
        assertThat(JANE.of(Scope.PROFILE)).containsOnlyKeys("nickname", "family_name#ja-Hani-JP");
        assertThat(JANE.of(Scope.PHONE)).containsOnlyKeys("phone_number");
        assertThat(JANE.of(Scope.ADDRESS)).containsOnlyKeys("address");
        assertThat(JANE.of(Scope.EMAIL)).isEmpty();
        assertThat(JANE.of(Scope.OPENID)).isEmpty();
    }

    /** OpenID Connect Core 1.0 §5.1. */
    @ParameterizedTest
    @CsvSource({
        "birthdate, 1990-02-28",
        "birthdate, 0000-02-29",
        "birthdate, 1990",
        "zoneinfo, Europe/Paris",
        "locale, en-US",
        "locale, en_US",
        "website, https://jane.example/me?x=y",
        "phone_number, +1 (604) 555-1234;ext=5678",
        "gender, female",
        "nickname#fr, Jeannette"
    })
    void whatTheSpecHasAsAnExampleIsKept(String name, String value) {
        assertThat(new ProfileClaims(Map.of(name, value)).values()).containsEntry(name, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    birthdate   | 1990-02-30
                    birthdate   | 28.2.1990
                    zoneinfo    | Europe/Atlantis
                    locale      | the one of Sweden
                    website     | javascript:alert(1)
                    picture     | ftp://jane.example/me.png
                    phone_number | call me
                    email       | jane@example.com
                    given_name  | Jane
                    sub         | 1
                    iss         | https://evil.example
                    nickname#   | Jeannette
                    birthdate#fr | 1990
                    email#fr    | jane@example.com
                    shoe_size   | 44
                    phone_number_verified | yes
                    address     | a street
                    """)
    void whatIsNoneIsRefusedWithoutItsValue(String name, String value) {
        assertThatThrownBy(() -> new ProfileClaims(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "", " "})
    void textIsOneLineThatSaysSomething(String text) {
        assertThatThrownBy(() -> new ProfileClaims(Map.of("nickname", text)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** OpenID Connect Core 1.0 §5.1.1. */
    @Test
    void anAddressHasItsPartsAndNoOthers() {
        assertThatThrownBy(() -> new ProfileClaims(Map.of("address", Map.of("planet", "Earth"))))
                .hasMessageContaining("address is no address");
        assertThatThrownBy(() -> new ProfileClaims(Map.of("address", Map.of())))
                .hasMessageContaining("address is no address");
    }

    @Test
    void itsTextHasNoValues() {
        assertThat(JANE.toString()).contains("nickname").doesNotContain("JD", "Main", "310");
    }
}
