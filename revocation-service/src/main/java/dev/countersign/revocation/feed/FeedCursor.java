package dev.countersign.revocation.feed;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.kafka.common.Uuid;

/**
 * How far a consumer has come in the topic, which is the same at every replica. Opaque outside, and
 * checked for damage: an altered place could skip rules.
 *
 * @param heard milliseconds; no heartbeat before the places is newer
 * @param heartbeat milliseconds; the newest one that the chain has been told
 * @param places by partition
 */
record FeedCursor(String topicId, long heard, long heartbeat, List<Place> places) {

    /**
     * @param offset of the next record
     * @param epoch of the leader that wrote the record before it
     */
    record Place(long offset, int epoch) {

        static final int UNKNOWN = -1;
        static final Place BEGINNING = new Place(0, UNKNOWN);

        private static final int BYTES = Long.BYTES + Integer.BYTES;

        private static Place further(Place one, Place other) {
            return one.offset >= other.offset ? one : other;
        }
    }

    /** As text; some 180 partitions. */
    static final int LONGEST = 3072;

    private static final byte VERSION = 2;
    private static final int AROUND_THE_PLACES = 1 + 4 * Long.BYTES + Integer.BYTES;

    FeedCursor {
        places = List.copyOf(places);
    }

    static FeedCursor beginning(String topicId) {
        return new FeedCursor(topicId, 0, 0, List.of());
    }

    /** A partition that this cursor does not know came later: it begins at its beginning. */
    Place place(int partition) {
        return partition < places.size() ? places.get(partition) : Place.BEGINNING;
    }

    /** Whether it has come further than a replica, which has read up to these. */
    boolean isAheadOf(List<Long> positions) {
        return IntStream.range(0, places.size())
                .anyMatch(it -> place(it).offset > (it < positions.size() ? positions.get(it) : 0));
    }

    /** The further of both in everything. */
    FeedCursor advancedTo(FeedCursor other) {
        return new FeedCursor(
                topicId,
                Math.max(heard, other.heard),
                Math.max(heartbeat, other.heartbeat),
                IntStream.range(0, Math.max(places.size(), other.places.size()))
                        .mapToObj(it -> Place.further(place(it), other.place(it)))
                        .toList());
    }

    /** Empty if it is none of ours, or was damaged on its way. */
    static Optional<FeedCursor> parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (buffer.get() != VERSION) {
                return Optional.empty();
            }
            Uuid topic = new Uuid(buffer.getLong(), buffer.getLong());
            long heard = buffer.getLong();
            long heartbeat = buffer.getLong();
            Place[] places = new Place[(bytes.length - AROUND_THE_PLACES) / Place.BYTES];
            for (int i = 0; i < places.length; i++) {
                places[i] = new Place(buffer.getLong(), buffer.getInt());
            }
            FeedCursor cursor =
                    new FeedCursor(topic.toString(), heard, heartbeat, Arrays.asList(places));
            return cursor.toString().equals(text) ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException
                | BufferUnderflowException
                | NegativeArraySizeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        Uuid topic = Uuid.fromString(topicId);
        ByteBuffer buffer =
                ByteBuffer.allocate(AROUND_THE_PLACES + places.size() * Place.BYTES)
                        .put(VERSION)
                        .putLong(topic.getMostSignificantBits())
                        .putLong(topic.getLeastSignificantBits())
                        .putLong(heard)
                        .putLong(heartbeat);
        places.forEach(place -> buffer.putLong(place.offset).putInt(place.epoch));
        CRC32 sum = new CRC32();
        sum.update(buffer.array(), 0, buffer.position());
        buffer.putInt((int) sum.getValue());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }
}
