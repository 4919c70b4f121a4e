package dev.countersign.auth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.store.session.SessionCookies;
import dev.countersign.web.browser.Seals;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownDevicesTest {

    private final KnownDevices devices =
            new KnownDevices(
                    new Seals(
                            ServerKeys.parse(
                                    "7:" + Base64.getEncoder().encodeToString(new byte[32]))));

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
                "b".repeat(43), false, SessionCookies.NONE, devices, "192.0.2.1", Optional.empty());
    }
}
