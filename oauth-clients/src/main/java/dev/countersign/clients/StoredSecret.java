package dev.countersign.clients;

import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.Purpose;
import dev.countersign.protocol.secret.ServerKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A client secret as it is stored: the id of a server key and an HMAC-SHA-256 under it. Without
 * that key a dump cannot be searched for weak secrets, and checking one costs microseconds.
 */
public final class StoredSecret {

    private final byte[] bytes;

    private StoredSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static StoredSecret of(ClientSecret secret, ServerKeys keys) {
        return of(secret, keys, keys.currentId());
    }

    private static StoredSecret of(ClientSecret secret, ServerKeys keys, int keyId) {
        byte[] mac =
                keys.mac(
                        keyId,
                        Purpose.CLIENT_SECRET,
                        secret.value().getBytes(StandardCharsets.UTF_8));
        byte[] stored = new byte[mac.length + 1];
        stored[0] = (byte) keyId;
        System.arraycopy(mac, 0, stored, 1, mac.length);
        return new StoredSecret(stored);
    }

    public static StoredSecret ofBytes(byte[] bytes) {
        return new StoredSecret(Arrays.copyOf(bytes, bytes.length));
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }

    /** In constant time; false if the server key is gone. */
    public boolean matches(ClientSecret secret, ServerKeys keys) {
        int keyId = Byte.toUnsignedInt(bytes[0]);
        // constant time: the stored value is a secret's image
        return keys.has(keyId) && MessageDigest.isEqual(bytes, of(secret, keys, keyId).bytes);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
