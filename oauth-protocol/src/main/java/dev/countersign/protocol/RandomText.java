package dev.countersign.protocol;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable text. */
public final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String ALPHANUMERIC =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private RandomText() {}

    /** So many random bits, base64url without padding. */
    public static String ofBits(int bits) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bits / Byte.SIZE));
    }

    /**
     * So many letters and digits, of nearly six bits each: nothing that a shell or a URL would eat.
     */
    public static String alphanumeric(int length) {
        StringBuilder text = new StringBuilder(length);
        RANDOM.ints(length, 0, ALPHANUMERIC.length())
                .forEach(i -> text.append(ALPHANUMERIC.charAt(i)));
        return text.toString();
    }

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
