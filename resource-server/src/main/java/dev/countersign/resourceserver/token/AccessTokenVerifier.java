package dev.countersign.resourceserver.token;

import dev.countersign.resourceserver.keys.VerificationKey;
import dev.countersign.resourceserver.keys.VerificationKeys;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Says what a presented token is: signed by the issuer, meant for this API, complete. What changes
 * with time (expiry, revocation) is decided afterwards, at every use.
 */
public final class AccessTokenVerifier {

    /** Contract §5: a rule is forgotten after the longest token life that is ever accepted. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private static final AlgorithmConstraints ALGORITHMS =
            new AlgorithmConstraints(
                    ConstraintType.PERMIT, TokenHeader.ALGORITHMS.toArray(String[]::new));

    private final String issuer;
    private final String audience;
    private final VerificationKeys keys;
    private final VerifiedTokens verified;

    public AccessTokenVerifier(
            String issuer, String audience, VerificationKeys keys, LongSupplier nanos) {
        this.issuer = issuer;
        this.audience = audience;
        this.keys = keys;
        this.verified = new VerifiedTokens(nanos);
    }

    /**
     * The token's content; fails with {@link Refused}. Complete at once but for a key id never
     * seen, which waits for one fetch of the key set.
     */
    public CompletionStage<AccessToken> verify(BearerToken token) {
        String hash = token.sha256();
        Optional<AccessToken> seen = verified.find(hash);
        if (seen.isPresent()) {
            return CompletableFuture.completedStage(seen.get());
        }
        JsonWebSignature jws = parse(token);
        TokenHeader header = TokenHeader.of(jws.getHeaders());
        return keys.find(header.keyId())
                .thenApply(
                        key -> {
                            AccessToken result = check(jws, header, key);
                            verified.remember(hash, result);
                            return result;
                        });
    }

    private AccessToken check(JsonWebSignature jws, TokenHeader header, VerificationKey key) {
        if (!key.allows(header.algorithm())) {
            throw new Refused(AccessRefusal.WRONG_ALGORITHM);
        }
        AccessToken token = new TokenClaims(verifiedClaims(jws, key)).toAccessToken(header.keyId());
        if (!token.issuer().equals(issuer)) {
            throw new Refused(AccessRefusal.WRONG_ISSUER);
        }
        if (!token.audience().contains(audience)) {
            throw new Refused(AccessRefusal.WRONG_AUDIENCE);
        }
        Duration life = Duration.between(token.issuedAt(), token.expiresAt());
        if (life.isNegative() || life.compareTo(LONGEST_LIFE) > 0) {
            throw new Refused(AccessRefusal.OVERLONG_LIFE);
        }
        return token;
    }

    private static JsonWebSignature parse(BearerToken token) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(ALGORITHMS);
        try {
            jws.setCompactSerialization(token.value());
            return jws;
        } catch (JoseException e) {
            // the cause may quote the token: it stays out of the log
            throw new Refused(AccessRefusal.NOT_A_JWT);
        }
    }

    private static Map<String, Object> verifiedClaims(JsonWebSignature jws, VerificationKey key) {
        jws.setKey(key.publicKey());
        try {
            if (!jws.verifySignature()) {
                throw new Refused(AccessRefusal.WRONG_SIGNATURE);
            }
        } catch (JoseException e) {
            throw new Refused(AccessRefusal.WRONG_SIGNATURE);
        }
        try {
            return JsonUtil.parseJson(jws.getUnverifiedPayload());
        } catch (JoseException e) {
            throw new Refused(AccessRefusal.NOT_A_JWT);
        }
    }
}
