package dev.countersign.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What the authorization endpoint answers with; the words are the values of {@code response_type},
 * in any order (RFC 6749 §3.1.1).
 */
public enum ResponseType {
    /** RFC 6749 §4.1.1. */
    CODE("code"),
    /** OAuth 2.0 Multiple Response Type Encoding Practices §5. */
    CODE_ID_TOKEN("code id_token"),
    /** OAuth 2.0 Multiple Response Type Encoding Practices §5. */
    CODE_TOKEN("code token"),
    /** OAuth 2.0 Multiple Response Type Encoding Practices §5. */
    CODE_ID_TOKEN_TOKEN("code id_token token"),
    /** OAuth 2.0 Multiple Response Type Encoding Practices §3. */
    ID_TOKEN("id_token"),
    /** OAuth 2.0 Multiple Response Type Encoding Practices §5. */
    ID_TOKEN_TOKEN("id_token token");

    /** What an application is registered for if nothing is said: no access token is among it. */
    public static final Set<ResponseType> USUAL = Set.of(CODE, CODE_ID_TOKEN);

    private final String words;

    ResponseType(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public static Optional<ResponseType> of(String words) {
        Set<String> wanted = parts(words);
        boolean eachOnce = wanted.size() == words.split(" ", -1).length;
        return Arrays.stream(values())
                .filter(type -> eachOnce && parts(type.words).equals(wanted))
                .findFirst();
    }

    public boolean givesCode() {
        return parts(words).contains("code");
    }

    public boolean givesIdToken() {
        return parts(words).contains("id_token");
    }

    public boolean givesAccessToken() {
        return parts(words).contains("token");
    }

    /** Multiple Response Types §3, §5: what holds a token is for the fragment. */
    public ResponseMode usualMode() {
        return usualMode(words);
    }

    /** The same for words that are none of ours, so that a refusal arrives where it is read. */
    public static ResponseMode usualMode(String words) {
        Set<String> parts = parts(words);
        return parts.contains("token") || parts.contains("id_token")
                ? ResponseMode.FRAGMENT
                : ResponseMode.QUERY;
    }

    /** Multiple Response Types §3, §5: no token in a query, which logs and histories keep. */
    public boolean allows(ResponseMode mode) {
        return allows(words, mode);
    }

    /** The same for words that are none of ours. */
    public static boolean allows(String words, ResponseMode mode) {
        return mode != ResponseMode.QUERY || usualMode(words) == ResponseMode.QUERY;
    }

    private static Set<String> parts(String words) {
        return Set.copyOf(Arrays.asList(words.split(" ", -1)));
    }
}
