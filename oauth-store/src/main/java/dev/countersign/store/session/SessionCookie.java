package dev.countersign.store.session;

import dev.countersign.protocol.RandomText;
import java.util.regex.Pattern;

/** The value of the session's cookie: 256 random bits, known to Redis by their hash only. */
public record SessionCookie(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_-]{43}");

    public SessionCookie {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a session cookie");
        }
    }

    public static SessionCookie random() {
        return new SessionCookie(RandomText.ofBits(256));
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
