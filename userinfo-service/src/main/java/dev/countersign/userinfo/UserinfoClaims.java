package dev.countersign.userinfo;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.claim.RequestedClaims;
import dev.countersign.store.person.PersonClaims;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The subject, what the token's scopes ask for, and what its grant asks for besides, OpenID Connect
 * Core 1.0 §5.3.2, §5.4 and §5.5.
 */
record UserinfoClaims(@JsonValue Map<String, Object> values) {

    static UserinfoClaims of(
            AccessTokenClaims token, PersonClaims person, RequestedClaims requested) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", token.subject());
        claims.putAll(person.claims(token.scopes()));
        claims.putAll(person.claims(requested));
        return new UserinfoClaims(claims);
    }

    /** The same in a JWT: who tells it, and whom (OpenID Connect Core 1.0 §5.3.2). */
    Map<String, Object> signedFor(ClientId client, Issuer issuer) {
        Map<String, Object> claims = new LinkedHashMap<>(values);
        claims.put("iss", issuer.value());
        claims.put("aud", client.value());
        return claims;
    }
}
