package dev.countersign.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NIST SP 800-63B §5.1.1.2. */
class PasswordRulesTest {

    private static Optional<String> wrong(String password) {
        return PasswordRules.wrong(
                password, "nora.nash@example.com", List.of("Nora", "Nightingale"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234567",
                "\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02\uD83D\uDE03",
                "password",
                "Passw0rd1",
                "qwertyuiop",
                "aaaaaaaaaaaaaaaa",
                "20001231",
                "Nightingale",
                "nora.nash@example.com",
                " Nora.Nash@Example.com"
            })
    void whatIsGuessedFirstIsNoPassword(String password) {
        assertThat(wrong(password)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"countersign-demo", "seven-lamps-of-brass", "kR7#vq2x", "ñandú über 9 日本"})
    void whatIsNotGuessedSoonIsOneWithoutAnyOtherRule(String password) {
        assertThat(wrong(password)).isEmpty();
    }

    @Test
    void theLongestIsAsLongAsTheSignInTakes() {
        String long1024 = "seven-lamps-of-brass".repeat(52).substring(0, 1_024);

        assertThat(wrong(long1024)).isEmpty();
        assertThat(wrong(long1024 + "x")).isPresent();
    }
}
