package dev.countersign.jose;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.secret.Sha256;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of an ID token, OpenID Connect Core 1.0 §2, and {@code sid}. What is known of the
 * person beyond the subject comes from the UserInfo endpoint (§5.4).
 *
 * @param nonce absent where none was sent, and after a refresh (§12.2)
 * @param session absent after a refresh of offline access, which outlives the session
 */
public record IdTokenClaims(
        Issuer issuer,
        UserId subject,
        ClientId audience,
        Instant issuedAt,
        Instant expiresAt,
        Instant authTime,
        Optional<String> nonce,
        String acr,
        List<String> amr,
        Optional<String> accessTokenHash,
        Optional<SessionId> session) {

    public IdTokenClaims {
        amr = List.copyOf(amr);
    }

    /** {@code at_hash}, §3.1.3.6: the left half of the access token's SHA-256. */
    public static String hashOf(String accessToken) {
        byte[] hash = Sha256.of(accessToken);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("iss", issuer.value());
        json.put("sub", subject.toString());
        json.put("aud", audience.value());
        json.put("iat", issuedAt.getEpochSecond());
        json.put("exp", expiresAt.getEpochSecond());
        json.put("auth_time", authTime.getEpochSecond());
        nonce.ifPresent(value -> json.put("nonce", value));
        json.put("acr", acr);
        json.put("amr", amr);
        accessTokenHash.ifPresent(value -> json.put("at_hash", value));
        session.ifPresent(id -> json.put("sid", id.value()));
        return json;
    }
}
