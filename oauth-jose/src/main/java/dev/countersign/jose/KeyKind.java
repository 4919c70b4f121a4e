package dev.countersign.jose;

import dev.countersign.protocol.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Optional;

/** The kinds of key pair by which tokens are signed, as JCA names and makes them. */
enum KeyKind {
    /** 2048 bits: the least that RFC 7518 §3.3 and §3.5 allow. */
    RSA("RSA"),
    /** P-256, RFC 7518 §3.4. */
    EC("EC"),
    /** RFC 8037 §3.1. */
    ED25519("Ed25519");

    private final String jcaName;

    KeyKind(String jcaName) {
        this.jcaName = jcaName;
    }

    static KeyKind of(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, PS256 -> RSA;
            case ES256 -> EC;
            case EDDSA -> ED25519;
        };
    }

    /** A new key pair; one of RSA takes tens to hundreds of milliseconds. */
    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(jcaName);
            Optional<AlgorithmParameterSpec> parameters = parameters();
            if (parameters.isPresent()) {
                generator.initialize(parameters.get());
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + jcaName + " keys", e);
        }
    }

    /**
     * @throws IllegalStateException if these bytes are no private key of this kind
     */
    PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(jcaName).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not a private key", e);
        }
    }

    /** Where the name does not say it all: the native provider takes none for Ed25519. */
    private Optional<AlgorithmParameterSpec> parameters() {
        return switch (this) {
            case RSA -> Optional.of(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
            case EC -> Optional.of(new ECGenParameterSpec("secp256r1"));
            case ED25519 -> Optional.empty();
        };
    }
}
