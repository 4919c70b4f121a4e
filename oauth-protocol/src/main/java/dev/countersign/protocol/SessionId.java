package dev.countersign.protocol;

/**
 * The {@code sid} of a sign-in, OpenID Connect Front-Channel Logout 1.0 §3: names a session in
 * tokens and rules. It is not the cookie and gives no access.
 */
public record SessionId(String value) {

    public SessionId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("not a session id");
        }
    }

    public static SessionId random() {
        return new SessionId(RandomText.ofBits(128));
    }

    @Override
    public String toString() {
        return value;
    }
}
