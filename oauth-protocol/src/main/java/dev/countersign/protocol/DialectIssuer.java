package dev.countersign.protocol;

import java.util.regex.Pattern;

/**
 * The {@code iss} of an application's dialect access tokens (contract, section 6): a bare word,
 * which no {@link Issuer} can be.
 */
public record DialectIssuer(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9-]{1,64}");

    public static final DialectIssuer DEFAULT = new DialectIssuer("atm");

    public DialectIssuer {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not the issuer of a dialect: a word of a-z, 0-9, -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
