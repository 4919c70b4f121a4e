package dev.countersign.revocation.feed;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request on its way: a large one has a place until its last piece has left, or
 * whoever asked is gone.
 */
final class Delivery {

    private final Places places;
    private @Nullable ClientId holder;
    private boolean ended;

    Delivery(Places places) {
        this.places = places;
    }

    /**
     * @throws OAuthException {@link Refusal#FEED_FULL}
     */
    synchronized void begin(FeedAnswer answer, ClientId api) {
        if (ended || !answer.isLarge()) {
            return;
        }
        if (!places.take(api)) {
            throw new OAuthException(Refusal.FEED_FULL);
        }
        holder = api;
    }

    synchronized void end() {
        ended = true;
        if (holder != null) {
            places.leave(holder);
            holder = null;
        }
    }
}
