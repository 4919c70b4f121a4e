package dev.countersign.jose;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SubjectIdentifier;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of an ID token, OpenID Connect Core 1.0 §2, and {@code sid}. What is known of the
 * person beyond the subject comes from the UserInfo endpoint (§5.4), unless it is asked for here.
 *
 * @param nonce absent where none was sent, and after a refresh (§12.2)
 * @param session absent after a refresh of offline access, which outlives the session
 * @param person claims of the person: those that are asked for here (§5.5), and where no access
 *     token will open the UserInfo endpoint those of the scopes (§5.4)
 */
public record IdTokenClaims(
        Issuer issuer,
        SubjectIdentifier subject,
        ClientId audience,
        Instant issuedAt,
        Instant expiresAt,
        Instant authTime,
        Optional<String> nonce,
        String acr,
        List<String> amr,
        IdTokenHashes hashes,
        Optional<SessionId> session,
        Map<String, Object> person) {

    public IdTokenClaims {
        amr = List.copyOf(amr);
        person = Map.copyOf(person);
    }

    Map<String, Object> toJson() {
        // what comes after has the last word
        Map<String, Object> json = new LinkedHashMap<>(person);
        json.put("iss", issuer.value());
        json.put("sub", subject.toString());
        json.put("aud", audience.value());
        json.put("iat", issuedAt.getEpochSecond());
        json.put("exp", expiresAt.getEpochSecond());
        json.put("auth_time", authTime.getEpochSecond());
        nonce.ifPresent(value -> json.put("nonce", value));
        json.put("acr", acr);
        json.put("amr", amr);
        hashes.addTo(json);
        session.ifPresent(id -> json.put("sid", id.value()));
        return json;
    }
}
