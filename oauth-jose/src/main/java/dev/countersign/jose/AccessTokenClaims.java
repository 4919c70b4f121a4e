package dev.countersign.jose;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of an access token, RFC 9068 §2.2 and contract section 3. It names the subject by an
 * id only. {@code authorizedAt} is what revocation rules are compared with; JSON has it in
 * milliseconds, everything else in seconds.
 *
 * @param subject who the user is at the client, or the client id where that itself is the holder
 * @param grant absent for client credentials
 * @param session absent for client credentials and offline access
 */
public record AccessTokenClaims(
        String issuer,
        String subject,
        List<String> audiences,
        ClientId clientId,
        Scopes scopes,
        TokenId tokenId,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Instant> authTime,
        Optional<String> acr,
        Optional<GrantId> grant,
        Instant authorizedAt,
        Optional<SessionId> session) {

    public AccessTokenClaims {
        audiences = List.copyOf(audiences);
    }

    public boolean isFor(Issuer audience) {
        return isFor(audience.value());
    }

    public boolean isFor(String audience) {
        return audiences.contains(audience);
    }

    public boolean allows(Scope scope) {
        return scopes.contains(scope);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("iss", issuer);
        json.put("sub", subject);
        json.put("aud", audiences);
        json.put("client_id", clientId.value());
        json.put("scope", scopes.toString());
        json.put("jti", tokenId.value());
        json.put("iat", issuedAt.getEpochSecond());
        json.put("exp", expiresAt.getEpochSecond());
        authTime.ifPresent(instant -> json.put("auth_time", instant.getEpochSecond()));
        acr.ifPresent(value -> json.put("acr", value));
        grant.ifPresent(id -> json.put("grant_id", id.toString()));
        json.put("authorized_at", authorizedAt.toEpochMilli());
        session.ifPresent(id -> json.put("sid", id.value()));
        return json;
    }

    /**
     * @throws IllegalArgumentException if a claim is missing or of another type
     */
    static AccessTokenClaims read(JsonClaims json) {
        return new AccessTokenClaims(
                json.text("iss"),
                json.text("sub"),
                json.texts("aud"),
                new ClientId(json.text("client_id")),
                Scopes.parse(json.text("scope")),
                new TokenId(json.text("jti")),
                Instant.ofEpochSecond(json.number("iat")),
                Instant.ofEpochSecond(json.number("exp")),
                json.has("auth_time").map(name -> Instant.ofEpochSecond(json.number(name))),
                json.has("acr").map(json::text),
                json.has("grant_id").map(name -> GrantId.parse(json.text(name))),
                Instant.ofEpochMilli(json.number("authorized_at")),
                json.has("sid").map(name -> new SessionId(json.text(name))));
    }
}
