package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import java.time.Instant;
import java.util.Arrays;

/**
 * A signing key as it is stored: the public JWK as JSON, and the private key sealed by {@link
 * KeySealing}. Worth nothing without the key-encryption key.
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record SealedSigningKey(
        KeyId id,
        SigningAlgorithm algorithm,
        String publicJwk,
        byte[] sealedPrivateKey,
        Instant createdAt,
        Instant signsFrom,
        Instant signsUntil) {

    public SealedSigningKey {
        sealedPrivateKey = Arrays.copyOf(sealedPrivateKey, sealedPrivateKey.length);
    }

    @Override
    public byte[] sealedPrivateKey() {
        return Arrays.copyOf(sealedPrivateKey, sealedPrivateKey.length);
    }

    /** A key is its id: the private key of an id never changes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SealedSigningKey key && key.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "SealedSigningKey[" + id + "]";
    }
}
