package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningAlgorithmTest {

    @ParameterizedTest
    @EnumSource
    void eachIsFoundByItsWord(SigningAlgorithm algorithm) {
        assertThat(SigningAlgorithm.of(algorithm.word())).contains(algorithm);
    }

    /** RFC 8037 §3.1. */
    @Test
    void theWordOfEd25519IsEdDsa() {
        assertThat(SigningAlgorithm.of("EdDSA")).contains(SigningAlgorithm.EDDSA);
    }

    /** RFC 8725 §3.2: neither an unsigned token nor one under a shared secret can be asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS384", "rs256", "EDDSA", ""})
    void noOtherIsKnown(String word) {
        assertThat(SigningAlgorithm.of(word)).isEmpty();
    }
}
