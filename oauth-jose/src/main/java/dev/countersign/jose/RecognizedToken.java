package dev.countersign.jose;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.KeyId;
import java.time.Instant;

/** A JWT that this server has signed, maybe long ago. */
public sealed interface RecognizedToken {

    /** Whether it has expired, or was revoked, is the caller's question. */
    record AnAccessToken(VerifiedAccessToken token) implements RecognizedToken {}

    /** An ID token: it says who signed in, and gives no access. */
    record AnIdToken(
            String subject, ClientId audience, Instant issuedAt, Instant expiresAt, KeyId key)
            implements RecognizedToken {}
}
