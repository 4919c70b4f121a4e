package dev.countersign.jose;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import java.time.Instant;
import java.util.Optional;

/** A JWT that this server has signed, maybe long ago. */
public sealed interface RecognizedToken {

    /** Of either family. Whether it has expired, or was revoked, is the caller's question. */
    record AnAccessToken(VerifiedAccessToken token) implements RecognizedToken {}

    /**
     * An ID token: it says who signed in, and gives no access.
     *
     * @param session absent where it was issued for offline access, which outlives the session
     */
    record AnIdToken(
            String subject,
            ClientId audience,
            Instant issuedAt,
            Instant expiresAt,
            Optional<SessionId> session,
            KeyId key)
            implements RecognizedToken {}
}
