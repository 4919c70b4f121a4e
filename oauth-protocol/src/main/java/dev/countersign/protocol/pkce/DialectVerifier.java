package dev.countersign.protocol.pkce;

/**
 * A verifier of the dialect (contract, section 6): 1 to 128 characters, so it may be a weak one,
 * which is why it is no {@link CodeVerifier}. A secret until it is spent.
 */
public record DialectVerifier(String value) implements Verifier {

    private static final int LONGEST = 128;

    public DialectVerifier {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("not a verifier of the dialect");
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
