package dev.countersign.protocol;

/** The {@code kid} of a signing key, RFC 7517 §4.5. */
public record KeyId(String value) {

    public KeyId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("not a key id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
