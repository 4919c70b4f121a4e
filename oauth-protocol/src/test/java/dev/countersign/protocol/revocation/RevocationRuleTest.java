package dev.countersign.protocol.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevocationRuleTest {

    private static RevocationRule rule(Set<String> subjects, boolean everything) {
        return new RevocationRule(
                UUID.randomUUID(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                subjects,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                everything,
                Optional.empty());
    }

    /** Contract, section 5: a rule of {@code before} alone needs {@code everything}. */
    @Test
    void aRuleThatNarrowsNothingMustSayThatItStopsEverything() {
        assertThatIllegalArgumentException().isThrownBy(() -> rule(Set.of(), false));
        assertThatIllegalArgumentException().isThrownBy(() -> rule(Set.of("a"), true));
        assertThat(rule(Set.of(), true).selectors()).containsExactly("everything");
    }

    @Test
    void aRuleIsFoundByItsMostSelectiveField() {
        GrantId grant = GrantId.endingAt(Instant.now());
        assertThat(RevocationRule.onToken(new TokenId("t")).selectors()).containsExactly("jti:t");
        assertThat(RevocationRule.onGrant(grant).selectors()).containsExactly("grant:" + grant);
        assertThat(RevocationRule.onSession(new SessionId("s")).selectors())
                .containsExactly("sid:s");
        assertThat(RevocationRule.onUser(Set.of("b", "a")).selectors())
                .containsExactly("sub:a", "sub:b");
        assertThat(RevocationRule.onApplication(new ClientId("c")).selectors())
                .containsExactly("client:c");
    }
}
