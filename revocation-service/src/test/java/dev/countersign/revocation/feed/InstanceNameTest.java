package dev.countersign.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.ClientId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceNameTest {

    private static String named(String api, String instance) {
        return new InstanceName(instance).of(new ClientId(api));
    }

    @Test
    void isListedUnderItsApi() {
        assertThat(named("accounts-api", "host:1")).isEqualTo("accounts-api:host:1");
        assertThat(named("https://a.example/x_y", "1"))
                .isEqualTo("https_3a_2f_2fa.example_2fx_5fy:1");
    }

    /** Or one API could say of another's instance that it has a rule. */
    @Test
    void noApiCanNameAnInstanceOfAnother() {
        assertThat(named("a", "b:c")).isNotEqualTo(named("a:b", "c"));
        assertThat(named("a_3ab", "c")).isNotEqualTo(named("a:b", "c"));
        assertThat(named("a_", "c")).isNotEqualTo(named("a", "_:c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<b>", "a\n", "a/b", "\u00e4"})
    void anythingButAWordIsNone(String name) {
        assertThatThrownBy(() -> new InstanceName(name))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
