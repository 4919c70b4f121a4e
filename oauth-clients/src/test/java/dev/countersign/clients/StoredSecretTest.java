package dev.countersign.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.ServerKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class StoredSecretTest {

    private final StoredSecret stored = StoredSecret.of(Fixtures.SECRET, Fixtures.KEYS);

    @Test
    void itMatchesItsSecretOnly() {
        StoredSecret read = StoredSecret.ofBytes(stored.bytes());
        assertThat(read.matches(Fixtures.SECRET, Fixtures.KEYS)).isTrue();
        assertThat(read.matches(new ClientSecret("web-app-secreT"), Fixtures.KEYS)).isFalse();
    }

    @Test
    void withoutItsServerKeyItMatchesNothing() {
        ServerKeys others =
                ServerKeys.parse("2:" + Base64.getEncoder().encodeToString(new byte[32]));
        assertThat(stored.matches(Fixtures.SECRET, others)).isFalse();
    }

    @Test
    void aDumpShowsNoSecret() {
        assertThat(stored.toString()).isEqualTo("[redacted]");
        assertThat(new String(stored.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
    }
}
