package dev.countersign.auth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void anIpv6AddressCountsByItsFirst64Bits() {
        assertThat(Address.of("2001:db8:1:2::1")).isEqualTo(Address.of("2001:db8:1:2:ffff::9"));
        assertThat(Address.of("2001:db8:1:2::1")).isNotEqualTo(Address.of("2001:db8:1:3::1"));
    }

    @Test
    void anIpv4AddressCountsAsItIsHoweverItIsWritten() {
        assertThat(Address.of("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(Address.of("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void rubbishIsNeverLookedUp() {
        assertThat(Address.of("evil.example")).isEqualTo("unknown");
    }
}
