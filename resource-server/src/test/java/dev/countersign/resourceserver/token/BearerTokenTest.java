package dev.countersign.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BearerTokenTest {

    @ParameterizedTest
    @CsvSource({"Bearer abc.def", "bearer abc.def", "BEARER   abc.def"})
    void theSchemeIsCaseInsensitive(String header) {
        assertThat(of(List.of(header)).value()).isEqualTo("abc.def");
    }

    @ParameterizedTest
    @CsvSource({
        "Basic YTpi, NO_TOKEN",
        "Bearerabc, NO_TOKEN",
        "Bearer, MALFORMED_CREDENTIALS",
        "Bearer a b, MALFORMED_CREDENTIALS",
        "'Bearer a,b', MALFORMED_CREDENTIALS",
        "Bearer =abc, MALFORMED_CREDENTIALS",
    })
    void isRefused(String header, AccessRefusal refusal) {
        assertThat(refusal(List.of(header), List.of())).isEqualTo(refusal);
    }

    /** RFC 6750 §2: a client does not use more than one method. */
    @Test
    void oneTokenARequest() {
        assertThat(refusal(List.of(), List.of())).isEqualTo(AccessRefusal.NO_TOKEN);
        assertThat(refusal(List.of("Bearer a", "Bearer a"), List.of()))
                .isEqualTo(AccessRefusal.REPEATED_CREDENTIALS);
        assertThat(refusal(List.of(), List.of("access_token")))
                .isEqualTo(AccessRefusal.TOKEN_IN_QUERY);
        assertThat(refusal(List.of("Bearer a"), List.of("access_token")))
                .isEqualTo(AccessRefusal.TOKEN_IN_QUERY);
    }

    @Test
    void aTokenLongerThanAnyIsNotRead() {
        assertThat(refusal(List.of("Bearer " + "a".repeat(8 * 1024 + 1)), List.of()))
                .isEqualTo(AccessRefusal.OVERSIZED_TOKEN);
    }

    @Test
    void isNeverPrinted() {
        assertThat(of(List.of("Bearer secret"))).hasToString("[redacted]");
    }

    private static BearerToken of(List<String> authorization) {
        return BearerToken.of(authorization, List.of());
    }

    private static Object refusal(List<String> authorization, List<String> query) {
        return catchThrowableOfType(Refused.class, () -> BearerToken.of(authorization, query))
                .refusal();
    }
}
