package dev.countersign.jose;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** The {@code alg} values that sign tokens, RFC 7518 §3.1. None of them is symmetric. */
public enum SigningAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256, RFC 7518 §3.3: what every library verifies. */
    RS256("RSA", 2048);

    private final String keyType;
    private final int keyBits;

    SigningAlgorithm(String keyType, int keyBits) {
        this.keyType = keyType;
        this.keyBits = keyBits;
    }

    /** The JCA name of the kind of key. */
    public String keyType() {
        return keyType;
    }

    /** A new key; takes tens to hundreds of milliseconds. */
    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
            generator.initialize(keyBits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + keyType + " keys", e);
        }
    }
}
