package dev.countersign.store.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefreshTokensTest {

    private static final GrantId GRANT = GrantId.endingAt(Instant.parse("2027-01-01T00:00:00Z"));

    private final RefreshTokens tokens = new RefreshTokens(Stores.KEYS);

    @Test
    void theSuccessorOfATokenIsAlwaysTheSameOnEveryReplica() {
        RefreshToken first = tokens.first(GRANT);
        RefreshToken read = RefreshToken.parse(first.text()).orElseThrow();

        assertThat(new RefreshTokens(Stores.KEYS).successor(read).text())
                .isEqualTo(tokens.successor(first).text());
    }

    @Test
    void aSuccessorIsOursOneGenerationLaterAndAnotherToken() {
        RefreshToken first = tokens.first(GRANT);
        RefreshToken successor = tokens.successor(first);

        assertThat(tokens.isOurs(first)).isTrue();
        assertThat(tokens.isOurs(successor)).isTrue();
        assertThat(first.generation()).isZero();
        assertThat(successor.generation()).isEqualTo(1);
        assertThat(successor.grant()).isEqualTo(GRANT);
        assertThat(successor.hash()).isNotEqualTo(first.hash());
    }

    @Test
    void twoFirstTokensOfOneGrantShareNothingSecret() {
        assertThat(tokens.first(GRANT).text()).isNotEqualTo(tokens.first(GRANT).text());
    }

    @Test
    void aTokenInventedWithAValidChecksumIsNotOurs() {
        byte[] signed = RefreshToken.signedPart(7, GRANT, 0, new byte[RefreshToken.SECRET_BYTES]);
        RefreshToken invented = RefreshToken.of(signed, new byte[RefreshToken.TAG_BYTES]);

        assertThat(tokens.isOurs(invented)).isFalse();
    }

    @Test
    void aTokenIsNotOursOnceItsServerKeyIsGone() {
        RefreshTokens others = new RefreshTokens(ServerKeys.parse(Stores.keyLine(9)));

        assertThat(others.isOurs(tokens.first(GRANT))).isFalse();
    }

    @Test
    void aSuccessorIsTheSameAfterTheServerKeysHaveRolledOver() {
        RefreshToken first = tokens.first(GRANT);
        RefreshTokens rolledOver =
                new RefreshTokens(ServerKeys.parse(Stores.keyLine(8) + "\n" + Stores.keyLine(7)));

        assertThat(rolledOver.isOurs(first)).isTrue();
        assertThat(rolledOver.successor(first).text()).isEqualTo(tokens.successor(first).text());
        assertThat(rolledOver.first(GRANT).keyId()).isEqualTo(8);
    }
}
