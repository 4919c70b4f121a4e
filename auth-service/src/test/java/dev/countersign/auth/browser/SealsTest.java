package dev.countersign.auth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.secret.ServerKeys;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealsTest {

    private static final String OLD = "7:" + key(7);
    private static final String NEW = "8:" + key(8);

    private final Seals seals = new Seals(ServerKeys.parse(OLD));
    private final KnownDevices devices = new KnownDevices(seals);

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

    @Test
    void aDeviceKnowsTheAccountsThatSignedInThere() {
        String cookie = devices.remember(browser(Optional.empty()), "alice@example.com");
        String both = devices.remember(browser(Optional.of(cookie)), "bob@example.com");

        assertThat(devices.knows(browser(Optional.of(both)), "alice@example.com")).isTrue();
        assertThat(devices.knows(browser(Optional.of(both)), "bob@example.com")).isTrue();
        assertThat(devices.knows(browser(Optional.of(both)), "carol@example.com")).isFalse();
        assertThat(both).doesNotContain("alice").doesNotContain("bob");
    }

    @Test
    void aSealOfAnotherDeviceIsWorthNothing() {
        String cookie = devices.remember(browser(Optional.empty()), "alice@example.com");
        String moved = "another" + cookie.substring(cookie.indexOf('.'));

        assertThat(devices.knows(browser(Optional.of(moved)), "alice@example.com")).isFalse();
    }

    @Test
    void aDeviceThatServesManyForgetsTheOldest() {
        String cookie = devices.remember(browser(Optional.empty()), "first@example.com");
        for (int i = 0; i < 8; i++) {
            cookie = devices.remember(browser(Optional.of(cookie)), i + "@example.com");
        }

        assertThat(devices.knows(browser(Optional.of(cookie)), "first@example.com")).isFalse();
        assertThat(devices.knows(browser(Optional.of(cookie)), "7@example.com")).isTrue();
        assertThat(cookie.length()).isLessThan(600);
    }

    private static Browser browser(Optional<String> devices) {
        return new Browser(
                "b".repeat(43), false, Optional.empty(), devices, "192.0.2.1", Optional.empty());
    }

    private static String key(int of) {
        byte[] key = new byte[32];
        key[0] = (byte) of;
        return Base64.getEncoder().encodeToString(key);
    }
}
