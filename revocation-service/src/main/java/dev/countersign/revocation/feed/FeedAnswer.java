package dev.countersign.revocation.feed;

import java.util.Iterator;
import java.util.List;

/**
 * One answer of the feed ({@code docs/schemas/feed.schema.json}).
 *
 * @param cursor where the next request goes on
 * @param heartbeat milliseconds; every rule committed before it is in this or an earlier answer
 * @param rules records, as they stand in the topic
 * @param more there are more rules already
 * @param reset the chain began anew with this answer, from all live rules
 */
record FeedAnswer(
        FeedCursor cursor, long heartbeat, List<String> rules, boolean more, boolean reset) {

    private static final int CHARACTERS_OF_A_PIECE = 16 * 1024;

    FeedAnswer {
        rules = List.copyOf(rules);
    }

    /** Whether it leaves in more than one piece. */
    boolean isLarge() {
        return rules.stream().mapToInt(String::length).sum() > CHARACTERS_OF_A_PIECE;
    }

    /**
     * As JSON, in pieces that are made one by one: a large answer never stands in memory beside the
     * rules that are held anyway.
     */
    Iterator<String> json() {
        return new Pieces();
    }

    private final class Pieces implements Iterator<String> {

        private final Iterator<String> rest = rules.iterator();
        private String begin =
                "{\"v\":1,\"cursor\":\"%s\",\"heartbeat\":%d,\"more\":%b,\"reset\":%b,\"rules\":["
                        .formatted(cursor, heartbeat, more, reset);
        private boolean ended;

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public String next() {
            StringBuilder piece = new StringBuilder(begin);
            begin = ",";
            String separator = "";
            while (rest.hasNext() && piece.length() < CHARACTERS_OF_A_PIECE) {
                piece.append(separator).append(rest.next());
                separator = ",";
            }
            if (!rest.hasNext()) {
                ended = true;
                piece.append("]}");
            }
            return piece.toString();
        }
    }
}
