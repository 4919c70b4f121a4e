package dev.countersign.protocol.token;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.secret.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A refresh token's format: {@code csrt_} and, base64url, the id of the server key, the grant, the
 * generation, 256 secret bits, a 128-bit tag (HMAC under that key) and a CRC-32. The checksum needs
 * no key, so secret scanners can tell a token from noise; the tag needs one, so only the server can
 * tell a token that it made. Anything else of a token is opaque to clients (RFC 6749 §1.5).
 */
public final class RefreshToken {

    public static final int SECRET_BYTES = 32;
    public static final int TAG_BYTES = 16;

    private static final String PREFIX = "csrt_";
    private static final int SIGNED_BYTES = 1 + 16 + 4 + SECRET_BYTES;
    private static final int CHECKED_BYTES = SIGNED_BYTES + TAG_BYTES;
    private static final int BYTES = CHECKED_BYTES + 4;

    private final byte[] bytes;

    private RefreshToken(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Puts a token together; {@code tag} is computed over {@link #signedPart}. */
    public static RefreshToken of(byte[] signedPart, byte[] tag) {
        if (signedPart.length != SIGNED_BYTES || tag.length < TAG_BYTES) {
            throw new IllegalArgumentException("wrong length of a part");
        }
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).put(signedPart).put(tag, 0, TAG_BYTES);
        return new RefreshToken(buffer.putInt(checksum(buffer.array())).array());
    }

    /** What the tag is computed over. */
    public static byte[] signedPart(int keyId, GrantId grant, int generation, byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("wrong length of the secret");
        }
        return ByteBuffer.allocate(SIGNED_BYTES)
                .put((byte) keyId)
                .putLong(grant.value().getMostSignificantBits())
                .putLong(grant.value().getLeastSignificantBits())
                .putInt(generation)
                .put(secret)
                .array();
    }

    /** Empty unless the text has the form of a token; says nothing of its tag. */
    public static Optional<RefreshToken> parse(String text) {
        if (!text.startsWith(PREFIX) || text.length() > 200) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
            RefreshToken token = new RefreshToken(bytes);
            // A token has one spelling: padding and loose trailing bits are refused.
            return bytes.length == BYTES && token.hasChecksum() && token.text().equals(text)
                    ? Optional.of(token.checked())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private RefreshToken checked() {
        grant();
        return this;
    }

    private boolean hasChecksum() {
        return ByteBuffer.wrap(bytes).getInt(CHECKED_BYTES) == checksum(bytes);
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, CHECKED_BYTES);
        return (int) crc.getValue();
    }

    /** The id of the server key that tagged it, 0 to 255. */
    public int keyId() {
        return Byte.toUnsignedInt(bytes[0]);
    }

    public GrantId grant() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new GrantId(new UUID(buffer.getLong(1), buffer.getLong(9)));
    }

    /** 0 for the token that came with the grant, one more with each refresh. */
    public int generation() {
        return ByteBuffer.wrap(bytes).getInt(17);
    }

    public byte[] signedPart() {
        return Arrays.copyOf(bytes, SIGNED_BYTES);
    }

    public byte[] tag() {
        return Arrays.copyOfRange(bytes, SIGNED_BYTES, CHECKED_BYTES);
    }

    /** The token as the client holds it. */
    public String text() {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What a store may know. */
    public byte[] hash() {
        return Sha256.of(text());
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
