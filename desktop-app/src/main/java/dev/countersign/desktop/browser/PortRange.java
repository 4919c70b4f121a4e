package dev.countersign.desktop.browser;

import java.util.stream.IntStream;

/** Ports to listen on, both ends included. A range of port 0 lets the system choose. */
public record PortRange(int first, int last) {

    public PortRange {
        if (first < 0 || last > 65_535 || first > last) {
            throw new IllegalArgumentException("not a range of ports: " + first + "-" + last);
        }
    }

    /** {@code 8001-8003}, or one port. */
    public static PortRange parse(String text) {
        String[] ends = text.strip().split("-", 2);
        try {
            int first = Integer.parseInt(ends[0].strip());
            return new PortRange(
                    first, ends.length == 1 ? first : Integer.parseInt(ends[1].strip()));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("not a range of ports: " + text, notANumber);
        }
    }

    IntStream ports() {
        return IntStream.rangeClosed(first, last);
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
