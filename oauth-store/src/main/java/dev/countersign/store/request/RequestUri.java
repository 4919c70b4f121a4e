package dev.countersign.store.request;

import dev.countersign.protocol.RandomText;
import java.util.regex.Pattern;

/** The {@code request_uri} of a pushed request: 256 random bits behind the URN of RFC 9126 §2.2. */
public record RequestUri(String value) {

    private static final String URN = "urn:ietf:params:oauth:request_uri:";
    private static final Pattern GRAMMAR =
            Pattern.compile(Pattern.quote(URN) + "[A-Za-z0-9_-]{43}");

    public RequestUri {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not the URI of a pushed request");
        }
    }

    public static RequestUri random() {
        return new RequestUri(URN + RandomText.ofBits(256));
    }

    /** Whether this means a pushed request, and nothing that would have to be fetched. */
    public static boolean isMeantBy(String requestUri) {
        return requestUri.startsWith(URN);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
