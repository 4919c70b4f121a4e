package dev.countersign.protocol.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {

    /** RFC 6749 §5.2: visible ASCII without quotation marks and backslashes. */
    @ParameterizedTest
    @EnumSource(Refusal.class)
    void whatTheOutsideReadsFitsIntoErrorDescription(Refusal refusal) {
        assertThat(refusal.description())
                .isNotBlank()
                .matches("[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]+");
        assertThat(refusal.clause()).isNotBlank();
        assertThat(refusal.log()).isNotBlank();
    }

    /** Contract, section 3: these say the same whatever failed. */
    @Test
    void refusalsOfSecretsReadTheSame() {
        assertThat(
                        described(
                                "CLIENT_UNKNOWN",
                                "CLIENT_SECRET_WRONG",
                                "CLIENT_DISABLED",
                                "CLIENT_CHANGED"))
                .hasSize(1);
        assertThat(described("PASSWORD_WRONG", "USER_UNKNOWN", "USER_DISABLED")).hasSize(1);
        assertThat(
                        Arrays.stream(Refusal.values())
                                .filter(it -> it.name().startsWith("REFRESH_TOKEN_"))
                                .map(it -> it.code() + it.description())
                                .collect(Collectors.toSet()))
                .hasSize(1);
    }

    private static Set<String> described(String... names) {
        return Arrays.stream(names)
                .map(Refusal::valueOf)
                .map(it -> it.code() + it.description())
                .collect(Collectors.toSet());
    }

    @Test
    void everyRefusalHasAnIdOfItsOwnAndAStatus() {
        assertThat(new OAuthException(Refusal.PATH).id())
                .isNotEqualTo(new OAuthException(Refusal.PATH).id());
        assertThat(Refusal.STORE_AWAY.code().status()).isEqualTo(503);
        assertThat(Refusal.CLIENT_UNKNOWN.code().status()).isEqualTo(401);
        assertThat(Refusal.CODE_UNKNOWN.code().word()).isEqualTo("invalid_grant");
    }
}
