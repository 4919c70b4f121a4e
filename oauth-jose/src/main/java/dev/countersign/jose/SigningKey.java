package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;

/** A key pair that signs tokens within its time and verifies them afterwards. */
public record SigningKey(
        KeyId id,
        SigningAlgorithm algorithm,
        PrivateKey privateKey,
        PublicKey publicKey,
        Instant createdAt,
        Instant signsFrom,
        Instant signsUntil) {

    /** How long a first key signs (contract, section 4); the others as the policy says. */
    private static final Duration SIGNING_TIME = Duration.ofDays(90);

    /** A new key that signs at once: its id is the thumbprint of RFC 7638. */
    static SigningKey generate(SigningAlgorithm algorithm, Instant now) {
        KeyPair pair = KeyKind.of(algorithm).generate();
        return new SigningKey(
                PublicJwk.thumbprint(pair.getPublic()),
                algorithm,
                pair.getPrivate(),
                pair.getPublic(),
                now,
                now,
                now.plus(SIGNING_TIME));
    }

    /** The same key with the times that the store gives it now. */
    SigningKey timedAs(SealedSigningKey stored) {
        return new SigningKey(
                id,
                algorithm,
                privateKey,
                publicKey,
                stored.createdAt(),
                stored.signsFrom(),
                stored.signsUntil());
    }

    KeyTimes times() {
        return new KeyTimes(id, algorithm, signsFrom, signsUntil);
    }

    /** Never the private key. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
