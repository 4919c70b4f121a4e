package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
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

    /** How long a key signs (contract, section 4). */
    static final Duration SIGNING_TIME = Duration.ofDays(90);

    /** No access token lives longer (contract, section 4). */
    static final Duration LONGEST_TOKEN = Duration.ofHours(24);

    /** A new key that signs at once: its id is the thumbprint of RFC 7638. */
    static SigningKey generate(SigningAlgorithm algorithm, Instant now) {
        KeyPair pair = algorithm.generate();
        return new SigningKey(
                PublicJwk.thumbprint(pair.getPublic()),
                algorithm,
                pair.getPrivate(),
                pair.getPublic(),
                now,
                now,
                now.plus(SIGNING_TIME));
    }

    boolean signsAt(Instant now) {
        return !now.isBefore(signsFrom) && now.isBefore(signsUntil);
    }

    /** True until the last token that it may have signed has expired. */
    boolean isPublishedAt(Instant now) {
        return now.isBefore(signsUntil.plus(LONGEST_TOKEN));
    }

    /** Never the private key. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
