package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.secret.ServerKeys.KeyFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals private keys at rest: AES-256-GCM under a key-encryption key that no database holds. A
 * sealed key is the id of the key-encryption key (one byte), a random 96-bit nonce, and the
 * ciphertext with its 128-bit tag; the {@code kid} is authenticated with it, so that a sealed key
 * cannot be moved to another row.
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

    SealedSigningKey seal(SigningKey key) {
        byte[] nonce = RandomText.bytes(NONCE_BYTES);
        byte[] sealed =
                gcm(
                        Cipher.ENCRYPT_MODE,
                        current,
                        nonce,
                        key.id(),
                        ByteBuffer.wrap(key.privateKey().getEncoded()));
        return new SealedSigningKey(
                key.id(),
                key.algorithm(),
                PublicJwk.json(key),
                ByteBuffer.allocate(1 + nonce.length + sealed.length)
                        .put((byte) current)
                        .put(nonce)
                        .put(sealed)
                        .array(),
                key.createdAt(),
                key.signsFrom(),
                key.signsUntil());
    }

    /**
     * @throws IllegalStateException if the key-encryption key is gone, or the sealed key was
     *     tampered with or moved
     */
    SigningKey open(SealedSigningKey sealed) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed.sealedPrivateKey());
        int keyId = Byte.toUnsignedInt(buffer.get());
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] encoded = gcm(Cipher.DECRYPT_MODE, keyId, nonce, sealed.id(), buffer);
        return new SigningKey(
                sealed.id(),
                sealed.algorithm(),
                privateKey(sealed.algorithm(), encoded),
                PublicJwk.parse(sealed.publicJwk()),
                sealed.createdAt(),
                sealed.signsFrom(),
                sealed.signsUntil());
    }

    private byte[] gcm(int mode, int keyId, byte[] nonce, KeyId kid, ByteBuffer input) {
        byte[] key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException("no key-encryption key " + keyId + " for key " + kid);
        }
        SecretKey aes = new SecretKeySpec(key, "AES");
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, aes, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(kid.value().getBytes(StandardCharsets.UTF_8));
            byte[] bytes = new byte[input.remaining()];
            input.get(bytes);
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key " + kid + " cannot be opened", e);
        }
    }

    private static PrivateKey privateKey(SigningAlgorithm algorithm, byte[] encoded) {
        try {
            return KeyFactory.getInstance(algorithm.keyType())
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not a private key", e);
        }
    }
}
