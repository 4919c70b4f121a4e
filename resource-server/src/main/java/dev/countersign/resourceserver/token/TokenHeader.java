package dev.countersign.resourceserver.token;

import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.util.Locale;
import java.util.Set;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.jwx.Headers;

/**
 * The parts of the JOSE header that count. Keys that a token brings along ({@code jwk}, {@code
 * jku}, {@code x5c}, {@code x5u}) are never looked at.
 */
record TokenHeader(String algorithm, String keyId) {

    /** Asymmetric only: neither {@code none} nor HMAC can ever be chosen by a token. */
    static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256", "EdDSA");

    private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

    static TokenHeader of(Headers headers) {
        if (!(headers.getObjectHeaderValue(HeaderParameterNames.TYPE) instanceof String type)
                || !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            throw new Refused(AccessRefusal.WRONG_TYPE);
        }
        if (!(headers.getObjectHeaderValue(HeaderParameterNames.ALGORITHM) instanceof String alg)
                || !ALGORITHMS.contains(alg)) {
            throw new Refused(AccessRefusal.WRONG_ALGORITHM);
        }
        if (headers.getObjectHeaderValue(HeaderParameterNames.CRITICAL) != null) {
            throw new Refused(AccessRefusal.CRITICAL_HEADER);
        }
        if (!(headers.getObjectHeaderValue(HeaderParameterNames.KEY_ID) instanceof String kid)) {
            throw new Refused(AccessRefusal.UNKNOWN_KEY, "no kid");
        }
        return new TokenHeader(alg, kid);
    }
}
