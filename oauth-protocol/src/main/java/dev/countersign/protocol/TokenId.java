package dev.countersign.protocol;

/** The {@code jti} of a token, RFC 7519 §4.1.7: 128 random bits. */
public record TokenId(String value) {

    public TokenId {
        if (value.isBlank() || value.length() > 128) {
            throw new IllegalArgumentException("not a token id");
        }
    }

    public static TokenId random() {
        return new TokenId(RandomText.ofBits(128));
    }

    @Override
    public String toString() {
        return value;
    }
}
