package dev.countersign.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorizationCodeTest {

    @Test
    void aCodeIsFiftyCharactersAndNoTwoAreAlike() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            AuthorizationCode code = AuthorizationCode.random();
            assertThat(code.value()).hasSize(50).matches("cscode_[A-Za-z0-9_-]{43}");
            assertThat(seen.add(code.value())).isTrue();
        }
    }

    @Test
    void itIsNeverShown() {
        AuthorizationCode code = AuthorizationCode.random();
        assertThat("the code is " + code).isEqualTo("the code is [redacted]");
    }

    @Test
    void whatHasNotItsFormIsNone() {
        String code = AuthorizationCode.random().value();
        for (String text : new String[] {"", code.substring(1), code + "A", code + "\n", "x"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new AuthorizationCode(text));
        }
    }
}
