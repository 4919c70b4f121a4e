package dev.countersign.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.secret.ServerKeys;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealsTest {

    private static final String OLD = "7:" + key(7);
    private static final String NEW = "8:" + key(8);

    private final Seals seals = new Seals(ServerKeys.parse(OLD));

    @Test
    void aSealHoldsForItsKindAndItsPartsOnly() {
        String seal = seals.seal("form", "a", "b");

        assertThat(seals.holds(seal, "form", "a", "b")).isTrue();
        assertThat(seals.holds(seal, "form", "b", "a")).isFalse();
        assertThat(seals.holds(seal, "device", "a", "b")).isFalse();
    }

    @Test
    void aSealOutlivesTheRotationOfItsKeyAndNotItsRemoval() {
        String seal = seals.seal("form", "a");

        assertThat(new Seals(ServerKeys.parse(NEW + "\n" + OLD)).holds(seal, "form", "a")).isTrue();
        assertThat(new Seals(ServerKeys.parse(NEW)).holds(seal, "form", "a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "7-", "7", "x-y", "1234-a", "-7-a", "٧-a"})
    void rubbishIsNoSeal(String rubbish) {
        assertThat(seals.holds(rubbish, "form", "a")).isFalse();
    }

    private static String key(int of) {
        byte[] key = new byte[32];
        key[0] = (byte) of;
        return Base64.getEncoder().encodeToString(key);
    }
}
