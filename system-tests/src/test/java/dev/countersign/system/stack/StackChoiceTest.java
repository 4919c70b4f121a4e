package dev.countersign.system.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StackChoiceTest {

    @Test
    void eitherOfTheTwoCanBeAskedFor() {
        assertThat(StackChoice.of("embedded")).isEqualTo(StackChoice.EMBEDDED);
        assertThat(StackChoice.of("containers")).isEqualTo(StackChoice.CONTAINERS);
    }

    @Test
    void anythingElseIsRefusedRatherThanTakenForTheUsualOne() {
        assertThatThrownBy(() -> StackChoice.of("container"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-Dstack=container: it is embedded or containers");
    }
}
