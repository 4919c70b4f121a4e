package dev.countersign.web.outgoing;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses are of the public internet, by the registries of special-purpose addresses (RFC
 * 6890). Everything else may be this machine, its cloud or its network.
 */
final class PublicAddress {

    private static final List<Block> SPECIAL =
            List.of(
                    Block.of("0.0.0.0", 8),
                    Block.of("10.0.0.0", 8),
                    Block.of("100.64.0.0", 10),
                    Block.of("127.0.0.0", 8),
                    Block.of("169.254.0.0", 16),
                    Block.of("172.16.0.0", 12),
                    Block.of("192.0.0.0", 24),
                    Block.of("192.0.2.0", 24),
                    Block.of("192.88.99.0", 24),
                    Block.of("192.168.0.0", 16),
                    Block.of("198.18.0.0", 15),
                    Block.of("198.51.100.0", 24),
                    Block.of("203.0.113.0", 24),
                    // multicast, reserved and broadcast
                    Block.of("224.0.0.0", 3));

    /** What is routed; within it, what leads back into networks of version 4 or nowhere. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::", 3);

    private static final List<Block> SPECIAL_OF_VERSION_6 =
            List.of(
                    // Teredo, benchmarking, ORCHID and the like
                    Block.of("2001::", 23),
                    Block.of("2001:db8::", 32),
                    // 6to4: an address of version 4 is in it
                    Block.of("2002::", 16),
                    Block.of("3fff::", 20));

    private PublicAddress() {}

    /** Also an address of version 4 that is mapped into version 6 is what it is. */
    static boolean is(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> SPECIAL.stream().noneMatch(block -> block.has(four));
            case Inet6Address six ->
                    GLOBAL_UNICAST.has(six)
                            && SPECIAL_OF_VERSION_6.stream().noneMatch(block -> block.has(six));
            default -> false;
        };
    }

    /** All addresses whose first bits are these. */
    private record Block(InetAddress first, int bits) {

        static Block of(String literal, int bits) {
            try {
                // a literal address: nothing is resolved
                return new Block(InetAddress.getByName(literal), bits);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("not an address: " + literal, e);
            }
        }

        boolean has(InetAddress address) {
            byte[] mine = first.getAddress();
            byte[] its = address.getAddress();
            return its.length == mine.length && prefix(its).equals(prefix(mine));
        }

        private BigInteger prefix(byte[] bytes) {
            return new BigInteger(1, bytes).shiftRight(bytes.length * 8 - bits);
        }
    }
}
