package dev.countersign.jose;

import dev.countersign.jose.RecognizedToken.AnAccessToken;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.KeyId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Tells the JWTs that this server has signed from all others, for whoever was handed one and asks
 * what it is. Unlike {@link AccessTokenVerifier} it says nothing of what a token is good for: one
 * that has expired, and one of a retired key as long as the key is kept, are ours as well. One of a
 * compromised key may be anybody's.
 */
@Singleton
public final class TokenRecognizer {

    private static final int LONGEST = 8_192;
    private static final String ID_TOKEN = "JWT";

    private final KeyRing keys;
    private final Issuer issuer;

    public TokenRecognizer(KeyRing keys, Issuer issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /** Empty for what this server has not signed. */
    public Uni<Optional<RecognizedToken>> recognize(String token) {
        Optional<JsonWebSignature> jws = parse(token);
        Optional<KeyId> id = jws.flatMap(TokenRecognizer::keyId);
        if (id.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return keys.byId(id.get()).map(key -> key.flatMap(it -> recognized(jws.orElseThrow(), it)));
    }

    private static Optional<JsonWebSignature> parse(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        JsonWebSignature jws = new JsonWebSignature();
        try {
            jws.setCompactSerialization(token);
        } catch (JoseException | IllegalArgumentException e) {
            return Optional.empty();
        }
        // crit names what a verifier must understand (RFC 7515 §4.1.11): we issue none
        boolean plain = jws.getObjectHeader("crit") == null && jws.getObjectHeader("b64") == null;
        return plain ? Optional.of(jws) : Optional.empty();
    }

    private static Optional<KeyId> keyId(JsonWebSignature jws) {
        try {
            return Optional.ofNullable(jws.getObjectHeader("kid"))
                    .filter(String.class::isInstance)
                    .map(kid -> new KeyId((String) kid));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<RecognizedToken> recognized(JsonWebSignature jws, SigningKey key) {
        jws.setAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm().name()));
        jws.setKey(key.publicKey());
        try {
            return jws.verifySignature()
                    ? read(String.valueOf(jws.getObjectHeader("typ")), jws.getPayload(), key.id())
                    : Optional.empty();
        } catch (JoseException | IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private Optional<RecognizedToken> read(String type, String payload, KeyId key) {
        JsonClaims claims = JsonClaims.parse(payload);
        if (!claims.text("iss").equals(issuer.value())) {
            return Optional.empty();
        }
        return switch (type) {
            case AccessTokenVerifier.TYPE ->
                    Optional.of(
                            new AnAccessToken(
                                    new VerifiedAccessToken(AccessTokenClaims.read(claims), key)));
            case ID_TOKEN ->
                    Optional.of(
                            new AnIdToken(
                                    claims.text("sub"),
                                    new ClientId(claims.text("aud")),
                                    Instant.ofEpochSecond(claims.number("iat")),
                                    Instant.ofEpochSecond(claims.number("exp")),
                                    key));
            default -> Optional.empty();
        };
    }
}
