package dev.countersign.revocation.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Records as the documented format says. */
final class Records {

    private Records() {}

    static String rule(String id, long until) {
        return "{\"v\":1,\"id\":\"%s\",\"grant_id\":\"%s\",\"before\":1,\"until\":%d}"
                .formatted(id, id, until);
    }

    static String ruleOnKey(String kid, long until) {
        return "{\"v\":1,\"id\":\"%s\",\"kid\":\"%s\",\"before\":1,\"until\":%d}"
                .formatted(kid, kid, until);
    }

    static String liveRule(String id) {
        return rule(id, System.currentTimeMillis() + Duration.ofHours(1).toMillis());
    }

    static String heartbeat(long at, int partitions) {
        return "{\"v\":1,\"heartbeat\":%d,\"partitions\":%d}".formatted(at, partitions);
    }

    static String json(FeedAnswer answer) {
        StringBuilder json = new StringBuilder();
        answer.json().forEachRemaining(json::append);
        return json.toString();
    }

    static TopicRecord read(String json) {
        return TopicRecord.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
