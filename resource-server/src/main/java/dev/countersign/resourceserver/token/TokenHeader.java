package dev.countersign.resourceserver.token;

import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.util.Locale;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.jwx.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the JOSE header that count. Keys that a token brings along ({@code jwk}, {@code
 * jku}, {@code x5c}, {@code x5u}) are never looked at.
 */
record TokenHeader(Kind kind, String algorithm, String keyId) {

    /** What {@code typ} says; a token is never read as one of another kind. */
    enum Kind {
        /** RFC 9068 §2.1. */
        ACCESS_TOKEN,
        /** Contract, section 6. */
        DIALECT
    }

    /**
     * The one that the issuer signs access tokens with, of both kinds (RFC 9068 §2.1): neither
     * {@code none} nor HMAC can be chosen by a token, and the keys of other algorithms in the set,
     * which sign ID tokens, make no access token.
     */
    static final String ALGORITHM_OF_ACCESS_TOKENS = "RS256";

    static TokenHeader of(Headers headers) {
        Kind kind = kind(headers.getObjectHeaderValue(HeaderParameterNames.TYPE));
        if (!(headers.getObjectHeaderValue(HeaderParameterNames.ALGORITHM) instanceof String alg)
                || !alg.equals(ALGORITHM_OF_ACCESS_TOKENS)) {
            throw new Refused(AccessRefusal.WRONG_ALGORITHM);
        }
        if (headers.getObjectHeaderValue(HeaderParameterNames.CRITICAL) != null) {
            throw new Refused(AccessRefusal.CRITICAL_HEADER);
        }
        if (!(headers.getObjectHeaderValue(HeaderParameterNames.KEY_ID) instanceof String kid)) {
            throw new Refused(AccessRefusal.UNKNOWN_KEY, "no kid");
        }
        return new TokenHeader(kind, alg, kid);
    }

    private static Kind kind(@Nullable Object type) {
        if (!(type instanceof String text)) {
            throw new Refused(AccessRefusal.WRONG_TYPE);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "at+jwt", "application/at+jwt" -> Kind.ACCESS_TOKEN;
            case "dialect-at+jwt", "application/dialect-at+jwt" -> Kind.DIALECT;
            default -> throw new Refused(AccessRefusal.WRONG_TYPE);
        };
    }
}
