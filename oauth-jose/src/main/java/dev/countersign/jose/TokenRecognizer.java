package dev.countersign.jose;

import dev.countersign.jose.RecognizedToken.AnAccessToken;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
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
 * compromised key may be anybody's: no rule is asked about what is recognized here, so the store
 * is, each time, and from the commit on that makes a key compromised nothing of it is recognized.
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
        return keys.byId(id.get())
                .map(key -> key.flatMap(it -> recognized(jws.orElseThrow(), it)))
                .flatMap(found -> unlessCompromised(found, id.get()));
    }

    /** Only what is ours makes the store be asked. */
    private Uni<Optional<RecognizedToken>> unlessCompromised(
            Optional<RecognizedToken> found, KeyId id) {
        return found.isEmpty()
                ? Uni.createFrom().item(found)
                : keys.stands(id).map(stands -> found.filter(it -> stands));
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
        return Optional.of(jws).filter(PlainJws::is);
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
                new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm().word()));
        jws.setKey(key.publicKey());
        try {
            return jws.verifySignature()
                    ? read(String.valueOf(jws.getObjectHeader("typ")), jws.getPayload(), key)
                    : Optional.empty();
        } catch (JoseException | IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private Optional<RecognizedToken> read(String type, String payload, SigningKey key) {
        if (!type.equals(ID_TOKEN) && key.algorithm() != AccessTokenVerifier.ALGORITHM) {
            return Optional.empty();
        }
        return read(type, JsonClaims.parse(payload), key.id());
    }

    private Optional<RecognizedToken> read(String type, JsonClaims claims, KeyId key) {
        if (type.equals(AccessTokenVerifier.DIALECT_TYPE)) {
            // whatever word its issuer is: the type is one that nothing else of ours has
            return Optional.of(accessToken(DialectTokenClaims.read(claims).asRulesSeeIt(), key));
        }
        if (!claims.text("iss").equals(issuer.value())) {
            return Optional.empty();
        }
        return switch (type) {
            case AccessTokenVerifier.TYPE ->
                    Optional.of(accessToken(AccessTokenClaims.read(claims), key));
            case ID_TOKEN ->
                    Optional.of(
                            new AnIdToken(
                                    claims.text("sub"),
                                    new ClientId(claims.text("aud")),
                                    Instant.ofEpochSecond(claims.number("iat")),
                                    Instant.ofEpochSecond(claims.number("exp")),
                                    claims.has("sid").map(claims::text).map(SessionId::new),
                                    key));
            default -> Optional.empty();
        };
    }

    private static RecognizedToken accessToken(AccessTokenClaims claims, KeyId key) {
        return new AnAccessToken(new VerifiedAccessToken(claims, key));
    }
}
