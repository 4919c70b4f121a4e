package dev.countersign.protocol.request;

/** A client secret as it was sent, RFC 6749 §2.3.1. */
public record ClientSecret(String value) {

    public ClientSecret {
        if (value.isEmpty() || value.length() > 512) {
            throw new IllegalArgumentException("not a client secret");
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
