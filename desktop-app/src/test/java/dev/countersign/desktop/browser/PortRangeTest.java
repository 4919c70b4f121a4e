package dev.countersign.desktop.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {

    @Test
    void twoPortsOrOne() {
        assertThat(PortRange.parse("8001-8003")).isEqualTo(new PortRange(8001, 8003));
        assertThat(PortRange.parse("8001")).isEqualTo(new PortRange(8001, 8001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "8003-8001", "-1", "1-65536", "1-2-3"})
    void allElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PortRange.parse(text));
    }
}
