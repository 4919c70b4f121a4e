package dev.countersign.resourceserver.token;

import dev.countersign.resourceserver.keys.VerificationKey;
import dev.countersign.resourceserver.keys.VerificationKeys;
import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.time.Duration;
import java.util.List;
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
            new AlgorithmConstraints(ConstraintType.PERMIT, TokenHeader.ALGORITHM_OF_ACCESS_TOKENS);

    private final String issuer;
    private final String audience;
    private final List<AcceptedDialect> dialects;
    private final VerificationKeys keys;
    private final VerifiedTokens verified;

    /** One that takes no token of the dialect. */
    public AccessTokenVerifier(
            String issuer, String audience, VerificationKeys keys, LongSupplier nanos) {
        this(issuer, audience, List.of(), keys, nanos);
    }

    /**
     * @param dialects the dialect tokens that are taken beside those for the audience
     */
    public AccessTokenVerifier(
            String issuer,
            String audience,
            List<AcceptedDialect> dialects,
            VerificationKeys keys,
            LongSupplier nanos) {
        this.issuer = issuer;
        this.audience = audience;
        this.dialects = List.copyOf(dialects);
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
        if (header.kind() == TokenHeader.Kind.DIALECT && dialects.isEmpty()) {
            throw new Refused(AccessRefusal.WRONG_TYPE);
        }
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
        TokenClaims claims = new TokenClaims(verifiedClaims(jws, key));
        AccessToken token =
                switch (header.kind()) {
                    case ACCESS_TOKEN -> forThisApi(claims.toAccessToken(header.keyId()));
                    case DIALECT -> claims.toDialectToken(header.keyId(), dialects);
                };
        Duration life = Duration.between(token.issuedAt(), token.expiresAt());
        if (life.isNegative() || life.compareTo(LONGEST_LIFE) > 0) {
            throw new Refused(AccessRefusal.OVERLONG_LIFE);
        }
        return token;
    }

    private AccessToken forThisApi(AccessToken token) {
        if (!token.issuer().equals(issuer)) {
            throw new Refused(AccessRefusal.WRONG_ISSUER);
        }
        if (!token.audience().contains(audience)) {
            throw new Refused(AccessRefusal.WRONG_AUDIENCE);
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
