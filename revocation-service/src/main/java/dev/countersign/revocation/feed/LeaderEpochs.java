package dev.countersign.revocation.feed;

import dev.countersign.revocation.feed.FeedCursor.Place;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Under which leader the records of a partition were written, as far as they were read. A partition
 * that lost its end goes on under another one: offset and epoch tell whether what stood before a
 * place stands there still. Written by one thread, read by any.
 */
final class LeaderEpochs {

    private final NavigableMap<Long, Integer> since = new ConcurrentSkipListMap<>();

    void wrote(long offset, int epoch) {
        Map.Entry<Long, Integer> last = since.lastEntry();
        if (last == null || last.getValue() != epoch) {
            since.put(offset, epoch);
        }
    }

    Place at(long offset) {
        Map.Entry<Long, Integer> before = since.lowerEntry(offset);
        return new Place(offset, before == null ? Place.UNKNOWN : before.getValue());
    }

    /**
     * Whether it is certain that the record before that place is none of this log.
     *
     * @param position where this log is read on
     */
    boolean contradict(Place place, long position) {
        Map.Entry<Long, Integer> before = since.lowerEntry(place.offset());
        if (before == null || place.epoch() == Place.UNKNOWN) {
            return false;
        }
        // an epoch does not come back: whoever was further under an earlier one saw what is no more
        return place.offset() <= position
                ? before.getValue() != place.epoch()
                : before.getValue() > place.epoch();
    }
}
