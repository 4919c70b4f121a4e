package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** RFC 6749 §3.3. */
class ScopesTest {

    @Test
    void theOrderIsKeptAndARepeatedScopeCountsOnce() {
        assertThat(Scopes.parse("openid  email openid ").toString()).isEqualTo("openid email");
    }

    @Test
    void theOrderOfTwoSetsDoesNotMatter() {
        assertThat(Scopes.parse("a b")).isEqualTo(Scopes.parse("b a"));
        assertThat(Scopes.parse("a b").containsAll(Scopes.parse("b"))).isTrue();
        assertThat(Scopes.parse("b").containsAll(Scopes.parse("a b"))).isFalse();
    }

    @Test
    void nothingIsNothing() {
        assertThat(Scopes.parse("")).isEqualTo(Scopes.NONE);
        assertThat(Scopes.parse("   ").isEmpty()).isTrue();
    }

    @Test
    void aScopeHasItsGrammar() {
        for (String text : new String[] {"a\"b", "a\\b", "ä", "a\tb", "a\u0000", "a".repeat(129)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Scopes.parse(text));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Scopes.parse("a ".repeat(2_001)));
    }

    @Test
    void scopesAddUp() {
        assertThat(Scopes.parse("a").and(Scopes.parse("b a")).toString()).isEqualTo("a b");
    }

    @Test
    void scopesAreCaseSensitive() {
        assertThat(Scopes.parse("OpenID").contains(Scope.OPENID)).isFalse();
    }
}
