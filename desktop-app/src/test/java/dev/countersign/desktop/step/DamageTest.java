package dev.countersign.desktop.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DamageTest {

    @Test
    void oneCharacterDiffersAndTheLengthStays() {
        String token = "AAAABBBBCCCCDDDD";

        String damaged = Damage.of(token);

        assertThat(damaged).hasSameSizeAs(token).isNotEqualTo(token);
    }
}
