package dev.countersign.auth.browser;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The network address under which failures are counted. */
final class Address {

    private static final int SITE_BYTES = 8;

    private Address() {}

    /** An IPv6 address counts by its first 64 bits: whoever has one of them has them all. */
    static String of(String address) {
        try {
            // A literal only: nothing is ever looked up.
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), SITE_BYTES))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }
}
