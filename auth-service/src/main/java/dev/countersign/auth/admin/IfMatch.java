package dev.countersign.auth.admin;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which version the caller has read, RFC 9110 §13.1.1. An entity tag is the version in quotes; a
 * weak one matches nothing.
 */
public record IfMatch(List<String> tags) {

    /**
     * @throws OAuthException {@code VERSION_MISSING} where there is no such header
     */
    public static IfMatch required(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new OAuthException(Refusal.VERSION_MISSING);
        }
        return new IfMatch(Arrays.stream(header.split(",", -1)).map(String::strip).toList());
    }

    /**
     * @throws OAuthException {@code VERSION_OLD} if it has changed since
     */
    public void check(long version) {
        if (!tags.contains("*") && !tags.contains(tag(version))) {
            throw new OAuthException(Refusal.VERSION_OLD);
        }
    }

    /** The entity tag of a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }
}
