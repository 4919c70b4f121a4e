package dev.countersign.resourceserver.token;

import dev.countersign.resourceserver.refusal.AccessRefusal;
import dev.countersign.resourceserver.refusal.Refused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A token as it was presented, of the grammar of RFC 6750 §2.1. Nothing is known of it yet. */
public record BearerToken(String value) {

    /** More than any access token of the issuer needs, and no more than a header may hold. */
    static final int LONGEST = 8 * 1024;

    private static final String SCHEME = "bearer ";

    public BearerToken {
        if (value.length() > LONGEST) {
            throw new Refused(AccessRefusal.OVERSIZED_TOKEN);
        }
        if (!isB64Token(value)) {
            throw new Refused(AccessRefusal.MALFORMED_CREDENTIALS);
        }
    }

    /**
     * The one token of a request.
     *
     * @param authorization the values of all its Authorization headers
     * @param queryParameters the names of its query parameters
     */
    public static BearerToken of(List<String> authorization, Iterable<String> queryParameters) {
        for (String name : queryParameters) {
            if (name.equals("access_token")) {
                throw new Refused(AccessRefusal.TOKEN_IN_QUERY);
            }
        }
        if (authorization.size() > 1) {
            throw new Refused(AccessRefusal.REPEATED_CREDENTIALS);
        }
        String header = authorization.isEmpty() ? "" : authorization.getFirst().strip();
        if (!isBearer(header)) {
            throw new Refused(AccessRefusal.NO_TOKEN);
        }
        return new BearerToken(
                header.length() < SCHEME.length() ? "" : header.substring(SCHEME.length()).strip());
    }

    /** RFC 9110 §11.1: the name of a scheme has no case. */
    private static boolean isBearer(String header) {
        String name = SCHEME.strip();
        return header.regionMatches(true, 0, name, 0, name.length())
                && (header.length() == name.length() || header.charAt(name.length()) == ' ');
    }

    /**
     * The names in a query as it stands in the URL.
     *
     * @param query what {@code URI.getRawQuery()} or a servlet's {@code getQueryString()} says
     */
    public static Set<String> queryParameters(@Nullable String query) {
        return query == null
                ? Set.of()
                : Arrays.stream(query.split("&", -1))
                        .map(parameter -> decoded(parameter.split("=", 2)[0]))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** By hand: this runs at every request, over every character. */
    private static boolean isB64Token(String value) {
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            boolean letterOrDigit =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }

    /** By which a token may be remembered: whoever reads the memory can not use it. */
    public String sha256() {
        try {
            byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
