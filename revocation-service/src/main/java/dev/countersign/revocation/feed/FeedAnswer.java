package dev.countersign.revocation.feed;

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

    FeedAnswer {
        rules = List.copyOf(rules);
    }

    String json() {
        return "{\"v\":1,\"cursor\":\"%s\",\"heartbeat\":%d,\"more\":%b,\"reset\":%b,\"rules\":[%s]}"
                .formatted(cursor, heartbeat, more, reset, String.join(",", rules));
    }
}
