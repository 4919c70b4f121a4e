package dev.countersign.revocation.feed;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.time.Duration;
import java.util.Optional;

/**
 * A question to the feed.
 *
 * @param after a cursor, if it is one; all that it stands for is in force where it comes from
 * @param patience how long to wait for news
 * @param instance who asks, if it is to be listed
 */
record FeedRequest(Optional<String> after, Duration patience, Optional<InstanceName> instance) {

    private static final int LONGEST_WAIT_SECONDS = 25;

    /**
     * @throws OAuthException {@link Refusal#PARAMETER_MALFORMED}
     */
    static FeedRequest of(Parameters query) {
        return new FeedRequest(
                query.get("after", FeedRequest::cursor, Refusal.PARAMETER_MALFORMED),
                query.get("wait", FeedRequest::wait, Refusal.PARAMETER_MALFORMED)
                        .orElse(Duration.ZERO),
                query.get("instance", InstanceName::new, Refusal.PARAMETER_MALFORMED));
    }

    private static String cursor(String text) {
        if (text.length() > FeedCursor.LONGEST) {
            throw new IllegalArgumentException("longer than any cursor");
        }
        return text;
    }

    private static Duration wait(String text) {
        int seconds = Integer.parseInt(text);
        if (seconds < 0 || seconds > LONGEST_WAIT_SECONDS) {
            throw new IllegalArgumentException("longer than anyone may wait");
        }
        return Duration.ofSeconds(seconds);
    }
}
