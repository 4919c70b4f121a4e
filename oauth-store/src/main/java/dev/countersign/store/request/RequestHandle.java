package dev.countersign.store.request;

import dev.countersign.protocol.RandomText;
import java.util.regex.Pattern;

/** Names a pending request in the pages' URLs: 256 random bits. */
public record RequestHandle(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_-]{43}");

    public RequestHandle {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not the handle of a request");
        }
    }

    public static RequestHandle random() {
        return new RequestHandle(RandomText.ofBits(256));
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
