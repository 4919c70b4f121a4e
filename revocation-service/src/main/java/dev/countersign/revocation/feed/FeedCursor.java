package dev.countersign.revocation.feed;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.apache.kafka.common.Uuid;

/**
 * How far a consumer has come in the topic: the next offset of each partition, which is the same at
 * every replica. Opaque outside, and checked for damage: an altered place could skip rules.
 */
record FeedCursor(String topicId, List<Long> offsets) {

    /** As text; some 180 partitions. */
    static final int LONGEST = 2048;

    private static final byte VERSION = 1;
    private static final int AROUND_THE_OFFSETS = 1 + 2 * Long.BYTES + Integer.BYTES;

    FeedCursor {
        offsets = List.copyOf(offsets);
    }

    static FeedCursor beginning(String topicId) {
        return new FeedCursor(topicId, List.of());
    }

    /** A partition that this cursor does not know came later: it begins at its beginning. */
    long offset(int partition) {
        return partition < offsets.size() ? offsets.get(partition) : 0;
    }

    /** Whether it has come further than a replica, which has read up to these. */
    boolean isAheadOf(List<Long> positions) {
        return IntStream.range(0, offsets.size())
                .anyMatch(it -> offset(it) > (it < positions.size() ? positions.get(it) : 0));
    }

    /** The further of both in each partition. */
    FeedCursor advancedTo(List<Long> positions) {
        LongStream advanced =
                IntStream.range(0, Math.max(positions.size(), offsets.size()))
                        .mapToLong(
                                it ->
                                        Math.max(
                                                offset(it),
                                                it < positions.size() ? positions.get(it) : 0));
        return new FeedCursor(topicId, advanced.boxed().toList());
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
            Long[] offsets = new Long[(bytes.length - AROUND_THE_OFFSETS) / Long.BYTES];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = buffer.getLong();
            }
            FeedCursor cursor = new FeedCursor(topic.toString(), Arrays.asList(offsets));
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
                ByteBuffer.allocate(AROUND_THE_OFFSETS + offsets.size() * Long.BYTES)
                        .put(VERSION)
                        .putLong(topic.getMostSignificantBits())
                        .putLong(topic.getLeastSignificantBits());
        offsets.forEach(buffer::putLong);
        CRC32 sum = new CRC32();
        sum.update(buffer.array(), 0, buffer.position());
        buffer.putInt((int) sum.getValue());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }
}
