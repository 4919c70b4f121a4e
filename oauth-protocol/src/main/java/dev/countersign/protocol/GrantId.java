package dev.countersign.protocol;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * The id of a grant: a UUIDv8 (RFC 9562 §5.8) whose leading 48 bits are the grant's absolute end in
 * milliseconds, so that ranges of ids are ranges of expiry. The other 74 bits are random.
 */
public record GrantId(UUID value) {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long WITHOUT_VARIANT = 0x3fff_ffff_ffff_ffffL;

    public GrantId {
        if (value.version() != 8 || value.variant() != 2) {
            throw new IllegalArgumentException("not a grant id");
        }
    }

    /** A new id for a grant that ends at the instant, which is cut to milliseconds. */
    public static GrantId endingAt(Instant end) {
        ByteBuffer random = ByteBuffer.wrap(RandomText.bytes(16));
        long high = end.toEpochMilli() << 16 | VERSION_8 | (random.getLong() & 0x0fff);
        return new GrantId(new UUID(high, (random.getLong() & WITHOUT_VARIANT) | VARIANT));
    }

    /**
     * @throws IllegalArgumentException for what is no UUID, or only a part of one
     */
    public static GrantId parse(String text) {
        return new GrantId(CanonicalUuid.parse(text));
    }

    /** The grant's absolute end, fixed when the grant was made. */
    public Instant expiresAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
