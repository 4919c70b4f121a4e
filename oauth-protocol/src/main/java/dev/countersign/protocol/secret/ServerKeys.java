package dev.countersign.protocol.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's symmetric keys: one signs today, the retired ones are kept as long as anything made
 * with them may come back. A database dump is worth nothing without them, and they are worth
 * nothing without a token.
 */
public final class ServerKeys {

    private static final int KEY_BYTES = 32;

    private final Map<Integer, Map<Purpose, SecretKeySpec>> keys = new LinkedHashMap<>();
    private final int current;

    private ServerKeys(Map<Integer, byte[]> keys) {
        keys.forEach((id, key) -> this.keys.put(id, derivedFrom(key)));
        this.current = keys.keySet().iterator().next();
    }

    /**
     * Reads one key a line, {@code <id 0..255>:<base64 of 32 bytes>}; the first one is current.
     *
     * @throws IllegalArgumentException if a line is malformed, an id repeated, or there is no line
     */
    public static ServerKeys parse(String text) {
        Map<Integer, byte[]> keys = KeyFile.parse(text, KEY_BYTES);
        return new ServerKeys(keys);
    }

    /** The id of the key that signs today, 0 to 255. */
    public int currentId() {
        return current;
    }

    public boolean has(int id) {
        return keys.containsKey(id);
    }

    /**
     * HMAC-SHA-256 of the parts, joined as they are, under the key of this id for this purpose.
     *
     * @throws IllegalArgumentException if there is no key of this id
     */
    public byte[] mac(int id, Purpose purpose, byte[]... parts) {
        Map<Purpose, SecretKeySpec> purposes = keys.get(id);
        if (purposes == null) {
            throw new IllegalArgumentException("no server key " + id);
        }
        Mac mac = mac(Objects.requireNonNull(purposes.get(purpose)));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** The same under the current key. */
    public byte[] mac(Purpose purpose, byte[]... parts) {
        return mac(current, purpose, parts);
    }

    private static Map<Purpose, SecretKeySpec> derivedFrom(byte[] key) {
        Map<Purpose, SecretKeySpec> derived = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            // One HKDF-Expand block (RFC 5869 §2.3): the server key is uniformly random already.
            Mac mac = mac(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(("countersign " + purpose.name()).getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 1);
            derived.put(purpose, new SecretKeySpec(mac.doFinal(), "HmacSHA256"));
        }
        return derived;
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** The text form of keys: shared by server keys and key-encryption keys. */
    public static final class KeyFile {

        private KeyFile() {}

        /** The keys in the order of the lines. */
        public static Map<Integer, byte[]> parse(String text, int keyBytes) {
            Map<Integer, byte[]> keys = new LinkedHashMap<>();
            text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> read(line, keyBytes, keys));
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("the key file holds no key");
            }
            return keys;
        }

        private static void read(String line, int keyBytes, Map<Integer, byte[]> keys) {
            String[] parts = line.split(":", 2);
            int id = Integer.parseInt(parts[0]);
            byte[] key = Base64.getDecoder().decode(parts.length == 2 ? parts[1] : "");
            boolean repeated = keys.putIfAbsent(id, Arrays.copyOf(key, key.length)) != null;
            if (id < 0 || id > 255 || key.length != keyBytes || repeated) {
                throw new IllegalArgumentException(
                        "a line of the key file is malformed (id " + id + ")");
            }
        }
    }
}
