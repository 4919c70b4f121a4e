package dev.countersign.jose;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of a dialect access token (contract, section 6). It carries who the person is, for its
 * verifiers ask nobody; {@code typ} keeps it from being taken for a token of RFC 9068.
 *
 * @param authorizedAt in JSON in milliseconds, everything else in seconds
 */
public record DialectTokenClaims(
        DialectIssuer issuer,
        ClientId audience,
        Person person,
        TokenId tokenId,
        GrantId grant,
        Instant issuedAt,
        Instant expiresAt,
        Instant authorizedAt) {

    /** The claim {@code scope}. */
    public record Person(UserId id, String email, String firstName, Optional<String> lastName) {

        private Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("email", email);
            json.put("id", id.toString());
            json.put("firstName", firstName);
            lastName.ifPresent(it -> json.put("lastName", it));
            return json;
        }

        private static Person read(JsonClaims json) {
            return new Person(
                    UserId.parse(json.text("id")),
                    json.text("email"),
                    json.text("firstName"),
                    json.has("lastName").map(json::text));
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("iss", issuer.value());
        json.put("iat", issuedAt.getEpochSecond());
        json.put("exp", expiresAt.getEpochSecond());
        json.put("aud", audience.value());
        json.put("scope", person.toJson());
        json.put("jti", tokenId.value());
        json.put("grant_id", grant.toString());
        json.put("authorized_at", authorizedAt.toEpochMilli());
        return json;
    }

    /**
     * @throws IllegalArgumentException if a claim is missing or of another type
     */
    static DialectTokenClaims read(JsonClaims json) {
        return new DialectTokenClaims(
                new DialectIssuer(json.text("iss")),
                new ClientId(json.text("aud")),
                Person.read(json.object("scope")),
                new TokenId(json.text("jti")),
                GrantId.parse(json.text("grant_id")),
                Instant.ofEpochSecond(json.number("iat")),
                Instant.ofEpochSecond(json.number("exp")),
                Instant.ofEpochMilli(json.number("authorized_at")));
    }

    /**
     * As rules see it (contract, section 5): {@code aud} is its {@code client_id} and {@code
     * scope.id} its {@code sub}. It has no {@code sid}, and no scope of OAuth.
     */
    AccessTokenClaims asRulesSeeIt() {
        return new AccessTokenClaims(
                issuer.value(),
                person.id().toString(),
                List.of(audience.value()),
                audience,
                Scopes.NONE,
                tokenId,
                issuedAt,
                expiresAt,
                Optional.empty(),
                Optional.empty(),
                Optional.of(grant),
                authorizedAt,
                Optional.empty());
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "DialectTokenClaims[" + tokenId + "]";
    }
}
