package dev.countersign.jose;

import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Checks an access token of ours, RFC 9068 §4: type, signature, issuer, expiry. The algorithm is
 * the one of access tokens, which the key must be of and the header repeat (RFC 8725 §3.1), so
 * neither {@code none} nor an HMAC under the public key gets anywhere, nor a key for ID tokens.
 */
@Singleton
public final class AccessTokenVerifier {

    static final String TYPE = "at+jwt";

    /** Of access tokens of both families: a key of another algorithm makes none. */
    static final SigningAlgorithm ALGORITHM = SigningAlgorithm.RS256;

    /** Of the dialect. No endpoint that gives anything for a token takes one of these. */
    static final String DIALECT_TYPE = "dialect-at+jwt";

    private static final Set<String> OAUTH_ONLY = Set.of(TYPE);
    private static final Set<String> BOTH_FAMILIES = Set.of(TYPE, DIALECT_TYPE);

    private static final int LONGEST = 8_192;
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private final KeyRing keys;
    private final Issuer issuer;
    private final InstantSource clock;

    public AccessTokenVerifier(KeyRing keys, Issuer issuer, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** A failed {@code Uni} carries an {@link OAuthException} of a {@code TOKEN_*} refusal. */
    public Uni<VerifiedAccessToken> verify(String token) {
        return verify(token, OAUTH_ONLY);
    }

    /**
     * The same, for a dialect token too: for whoever ends tokens or says whether they count, never
     * for whoever lets somebody in. Of a dialect token the claims are what rules see.
     */
    public Uni<VerifiedAccessToken> verifyOfEitherFamily(String token) {
        return verify(token, BOTH_FAMILIES);
    }

    private Uni<VerifiedAccessToken> verify(String token, Set<String> types) {
        return Uni.createFrom()
                .item(() -> parse(token, types))
                .flatMap(
                        jws -> {
                            KeyId id = keyId(jws);
                            return keys.byId(id)
                                    .map(
                                            key ->
                                                    key.orElseThrow(
                                                            () ->
                                                                    new OAuthException(
                                                                            Refusal
                                                                                    .TOKEN_SIGNATURE)))
                                    .map(key -> verified(jws, key));
                        });
    }

    private static JsonWebSignature parse(String token, Set<String> types) {
        if (token.length() > LONGEST) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
        JsonWebSignature jws = new JsonWebSignature();
        try {
            jws.setCompactSerialization(token);
        } catch (JoseException | IllegalArgumentException e) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
        if (!PlainJws.is(jws)) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
        if (!(jws.getObjectHeader("typ") instanceof String type) || !types.contains(type)) {
            throw new OAuthException(Refusal.TOKEN_TYPE);
        }
        return jws;
    }

    private static KeyId keyId(JsonWebSignature jws) {
        try {
            if (jws.getObjectHeader("kid") instanceof String kid) {
                return new KeyId(kid);
            }
        } catch (IllegalArgumentException e) {
            // falls through: an id that no key can have
        }
        throw new OAuthException(Refusal.TOKEN_SIGNATURE);
    }

    private VerifiedAccessToken verified(JsonWebSignature jws, SigningKey key) {
        if (key.algorithm() != ALGORITHM) {
            throw new OAuthException(Refusal.TOKEN_SIGNATURE);
        }
        jws.setAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHM.word()));
        jws.setKey(key.publicKey());
        try {
            if (!jws.verifySignature()) {
                throw new OAuthException(Refusal.TOKEN_SIGNATURE);
            }
            boolean dialect = DIALECT_TYPE.equals(jws.getObjectHeader("typ"));
            AccessTokenClaims claims = dialect ? dialect(jws.getPayload()) : own(jws.getPayload());
            return new VerifiedAccessToken(checked(claims), key.id());
        } catch (JoseException e) {
            throw new OAuthException(Refusal.TOKEN_SIGNATURE);
        }
    }

    private AccessTokenClaims own(String payload) {
        AccessTokenClaims claims = read(payload, AccessTokenClaims::read);
        if (!claims.issuer().equals(issuer.value())) {
            throw new OAuthException(Refusal.TOKEN_ISSUER);
        }
        return claims;
    }

    private static AccessTokenClaims dialect(String payload) {
        return read(payload, DialectTokenClaims::read).asRulesSeeIt();
    }

    private AccessTokenClaims checked(AccessTokenClaims claims) {
        Instant now = clock.instant();
        if (!now.isBefore(claims.expiresAt())) {
            throw new OAuthException(Refusal.TOKEN_EXPIRED);
        }
        if (claims.issuedAt().plus(LONGEST_LIFE).isBefore(claims.expiresAt())) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
        return claims;
    }

    private static <T> T read(String payload, Function<JsonClaims, T> claims) {
        try {
            return claims.apply(JsonClaims.parse(payload));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
    }
}
