package dev.countersign.jose;

import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.secret.ServerKeys.KeyFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals private keys, and what else must be read again, at rest: AES-256-GCM under a key-encryption
 * key that no database holds. What is sealed is the id of the key-encryption key (one byte), a
 * random 96-bit nonce, and the ciphertext with its 128-bit tag; its owner, for a private key the
 * {@code kid}, is authenticated with it, so that it cannot be moved to another row.
 */
public final class KeySealing {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<Integer, byte[]> keys;
    private final int current;

    private KeySealing(Map<Integer, byte[]> keys) {
        this.keys = keys;
        this.current = keys.keySet().iterator().next();
    }

    /**
     * Reads one key a line, {@code <id 0..255>:<base64 of 32 bytes>}; the first one seals, all of
     * them open.
     *
     * @throws IllegalArgumentException if a line is malformed, an id repeated, or there is no line
     */
    public static KeySealing parse(String text) {
        return new KeySealing(KeyFile.parse(text, KEY_BYTES));
    }

    /** A new key, sealed; takes tens to hundreds of milliseconds of RSA. */
    public SealedSigningKey generate(SigningAlgorithm algorithm, Instant now) {
        return seal(SigningKey.generate(algorithm, now));
    }

    SealedSigningKey seal(SigningKey key) {
        return new SealedSigningKey(
                key.id(),
                key.algorithm(),
                PublicJwk.json(key),
                seal(key.id().value(), key.privateKey().getEncoded()),
                key.createdAt(),
                key.signsFrom(),
                key.signsUntil());
    }

    /**
     * @throws IllegalStateException if the key-encryption key is gone, or the sealed key was
     *     tampered with or moved
     */
    SigningKey open(SealedSigningKey sealed) {
        byte[] encoded = open(sealed.id().value(), sealed.sealedPrivateKey());
        return new SigningKey(
                sealed.id(),
                sealed.algorithm(),
                KeyKind.of(sealed.algorithm()).privateKey(encoded),
                PublicJwk.parse(sealed.publicJwk()),
                sealed.createdAt(),
                sealed.signsFrom(),
                sealed.signsUntil());
    }

    /**
     * Seals what must be read again.
     *
     * @param owner whose it is: under another name it does not open
     */
    public byte[] seal(String owner, byte[] secret) {
        byte[] nonce = RandomText.bytes(NONCE_BYTES);
        byte[] sealed = gcm(Cipher.ENCRYPT_MODE, current, nonce, owner, ByteBuffer.wrap(secret));
        return ByteBuffer.allocate(1 + nonce.length + sealed.length)
                .put((byte) current)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * @throws IllegalStateException if the key-encryption key is gone, or what is sealed was
     *     tampered with or moved to another owner
     */
    public byte[] open(String owner, byte[] sealed) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        int keyId = Byte.toUnsignedInt(buffer.get());
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        return gcm(Cipher.DECRYPT_MODE, keyId, nonce, owner, buffer);
    }

    private byte[] gcm(int mode, int keyId, byte[] nonce, String owner, ByteBuffer input) {
        byte[] key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException("no key-encryption key " + keyId + " for " + owner);
        }
        SecretKey aes = new SecretKeySpec(key, "AES");
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, aes, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = new byte[input.remaining()];
            input.get(bytes);
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is sealed for " + owner + " cannot be opened", e);
        }
    }
}
