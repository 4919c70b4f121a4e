package dev.countersign.resourceserver.token;

import java.util.Set;

/**
 * Dialect tokens of one application that an API takes (contract, section 6). They name no API and
 * no scope, so the API says of each whose it takes, and what it lets them do.
 *
 * @param issuer {@code iss}, a bare word
 * @param audience {@code aud}, the application's client id
 * @param scopes that such a token stands for
 */
public record AcceptedDialect(String issuer, String audience, Set<String> scopes) {

    /**
     * @throws IllegalArgumentException for an issuer that is no bare word, or a blank audience
     */
    public AcceptedDialect {
        scopes = Set.copyOf(scopes);
        if (!issuer.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("issuer is no word of a-z, 0-9 and -");
        }
        if (audience.isBlank()) {
            throw new IllegalArgumentException("audience is missing");
        }
    }

    boolean isOf(String tokensIssuer, String tokensAudience) {
        return issuer.equals(tokensIssuer) && audience.equals(tokensAudience);
    }
}
