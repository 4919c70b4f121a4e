package dev.countersign.protocol;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable text. */
public final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** So many random bits, base64url without padding. */
    public static String ofBits(int bits) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bits / Byte.SIZE));
    }

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
