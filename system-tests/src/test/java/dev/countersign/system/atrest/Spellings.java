package dev.countersign.system.atrest;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * All that a text may stand for: itself, its parts, and what those are in hexadecimal, base64 and
 * base64url, or decoded from these.
 */
final class Spellings {

    /** What tokens are made of (RFC 6750 §2.1), longer than any word. */
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9._~+/=-]{16,4096}");

    /** A member of an array of PostgreSQL, a piece of a hash of a password. */
    private static final Pattern PART = Pattern.compile("[^{},:$.\"\\s]{16,}");

    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}){12,}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");

    private final Set<String> spellings = new LinkedHashSet<>();
    private final Set<String> decodedRuns = new HashSet<>();

    private Spellings() {}

    static Set<String> of(String text) {
        var all = new Spellings();
        all.add(text.strip());
        return all.spellings;
    }

    private void add(String text) {
        if (!spellings.add(text)) {
            return;
        }
        json(text);
        RUN.matcher(text).results().map(MatchResult::group).forEach(this::addRun);
        PART.matcher(text).results().map(MatchResult::group).forEach(this::addRun);
    }

    private void json(String text) {
        if (text.startsWith("{")) {
            try {
                leaves(JSONObjectUtils.parse(text));
            } catch (ParseException notJson) {
                // an array of PostgreSQL, or nothing of the kind
            }
        }
    }

    private void leaves(Object value) {
        switch (value) {
            case Map<?, ?> object -> object.values().forEach(this::leaves);
            case Collection<?> array -> array.forEach(this::leaves);
            case String text -> add(text);
            case null, default -> {}
        }
    }

    private void addRun(String run) {
        spellings.add(run);
        if (decodedRuns.add(run)) {
            if (HEX.matcher(run).matches()) {
                addBytes(HexFormat.of().parseHex(run));
            }
            if (BASE64.matcher(run).matches()) {
                decoded(run);
            }
        }
    }

    private void decoded(String run) {
        try {
            String plain = run.replace('-', '+').replace('_', '/').replace("=", "");
            addBytes(Base64.getDecoder().decode(plain));
        } catch (IllegalArgumentException notBase64) {
            // a length that no bytes have
        }
    }

    private void addBytes(byte[] bytes) {
        spellings.add(HexFormat.of().formatHex(bytes));
        spellings.add(Base64.getEncoder().encodeToString(bytes));
        spellings.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.chars().allMatch(it -> it >= ' ' && it <= '~')) {
            add(text);
        }
    }
}
