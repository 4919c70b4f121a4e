package dev.countersign.web.browser;

import dev.countersign.protocol.secret.Purpose;
import dev.countersign.protocol.secret.ServerKeys;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Seals over text that a browser holds: {@code <key id>-<128 bits of HMAC>}. A seal outlives the
 * rotation of the server keys as long as its key is kept.
 */
@Singleton
public final class Seals {

    private static final int BYTES = 16;

    private final ServerKeys keys;

    public Seals(ServerKeys keys) {
        this.keys = keys;
    }

    /** {@code kind} keeps a seal of one kind from being taken for another. */
    public String seal(String kind, String... parts) {
        return seal(keys.currentId(), kind, parts);
    }

    /** In constant time; false if the key is gone or the text is rubbish. */
    public boolean holds(String seal, String kind, String... parts) {
        int dash = seal.indexOf('-');
        if (dash < 1 || dash > 3 || !seal.substring(0, dash).chars().allMatch(Seals::isDigit)) {
            return false;
        }
        int key = Integer.parseInt(seal.substring(0, dash));
        return keys.has(key)
                && MessageDigest.isEqual(
                        seal.getBytes(StandardCharsets.UTF_8),
                        seal(key, kind, parts).getBytes(StandardCharsets.UTF_8));
    }

    private String seal(int key, String kind, String... parts) {
        // No part holds a line break, so the joined text has one reading.
        String text = kind + "\n" + String.join("\n", parts);
        byte[] mac = keys.mac(key, Purpose.FORM, text.getBytes(StandardCharsets.UTF_8));
        return key
                + "-"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, BYTES));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
