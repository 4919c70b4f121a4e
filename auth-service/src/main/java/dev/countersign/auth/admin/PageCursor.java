package dev.countersign.auth.admin;

import dev.countersign.protocol.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Cursors of one search: the place where a page ended and a hash of it and of all filters, so that
 * a damaged one, or one of another search, is told from ours. It protects nothing: whoever makes
 * one up finds the same rows, from another place on.
 */
final class PageCursor {

    private static final int HASH_CHARACTERS = 16;

    private final String search;

    /**
     * @param search the values of all filters
     */
    PageCursor(List<String> search) {
        this.search = joined(search);
    }

    String write(List<String> place) {
        String text = joined(place);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((hash(text) + text).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws IllegalArgumentException for what {@link #write} has not written for this search
     */
    List<String> parse(String cursor) {
        String whole = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        String text = whole.substring(Math.min(HASH_CHARACTERS, whole.length()));
        if (!whole.equals(hash(text) + text)) {
            throw new IllegalArgumentException("a cursor of another search");
        }
        return parts(text);
    }

    /** Each part after its length, so that no part can look like the next one. */
    private static String joined(List<String> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.length()).append(':').append(part));
        return text.toString();
    }

    private static List<String> parts(String joined) {
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < joined.length(); ) {
            int colon = joined.indexOf(':', at);
            int end = colon + 1 + Integer.parseInt(joined.substring(at, colon));
            parts.add(joined.substring(colon + 1, end));
            at = end;
        }
        return parts;
    }

    private String hash(String place) {
        return HexFormat.of()
                .formatHex(Sha256.of(search + "\n" + place))
                .substring(0, HASH_CHARACTERS);
    }
}
