package dev.countersign.clients;

import dev.countersign.jose.KeySealing;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.protocol.secret.Purpose;
import dev.countersign.protocol.secret.ServerKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * A client secret as it is stored: the id of a server key and an HMAC-SHA-256 under it. Without
 * that key a dump cannot be searched for weak secrets, and checking one costs microseconds. Behind
 * that, for {@code client_secret_jwt} alone, the secret itself, sealed: whoever checks an HMAC must
 * have its key.
 */
public final class StoredSecret {

    private static final int HASHED = 1 + 32;

    private final byte[] bytes;

    private StoredSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static StoredSecret of(ClientSecret secret, ServerKeys keys) {
        return new StoredSecret(hashed(secret, keys, keys.currentId()));
    }

    /** One that can be {@linkplain #open opened} besides. */
    public static StoredSecret sealed(
            ClientSecret secret, ClientId client, ServerKeys keys, KeySealing sealing) {
        byte[] hashed = hashed(secret, keys, keys.currentId());
        byte[] sealed = sealing.seal(owner(client), utf8(secret));
        byte[] both = Arrays.copyOf(hashed, HASHED + sealed.length);
        System.arraycopy(sealed, 0, both, HASHED, sealed.length);
        return new StoredSecret(both);
    }

    private static byte[] hashed(ClientSecret secret, ServerKeys keys, int keyId) {
        byte[] mac = keys.mac(keyId, Purpose.CLIENT_SECRET, utf8(secret));
        byte[] hashed = new byte[HASHED];
        hashed[0] = (byte) keyId;
        System.arraycopy(mac, 0, hashed, 1, mac.length);
        return hashed;
    }

    private static byte[] utf8(ClientSecret secret) {
        return secret.value().getBytes(StandardCharsets.UTF_8);
    }

    /** Signing keys are sealed under ids that have no blank. */
    private static String owner(ClientId client) {
        return "client " + client.value();
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
        return keys.has(keyId)
                && MessageDigest.isEqual(Arrays.copyOf(bytes, HASHED), hashed(secret, keys, keyId));
    }

    public boolean isSealed() {
        return bytes.length > HASHED;
    }

    /**
     * The secret itself, where it was stored so.
     *
     * @throws IllegalStateException if the key-encryption key is gone, or it is another client's
     */
    Optional<ClientSecret> open(ClientId client, KeySealing sealing) {
        return isSealed()
                ? Optional.of(
                        new ClientSecret(
                                new String(
                                        sealing.open(
                                                owner(client),
                                                Arrays.copyOfRange(bytes, HASHED, bytes.length)),
                                        StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    /** As it is stored: whether a caller is still the one that authenticated. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StoredSecret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
