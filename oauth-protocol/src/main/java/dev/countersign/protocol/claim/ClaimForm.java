package dev.countersign.protocol.claim;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the value of a claim looks like, OpenID Connect Core 1.0 §5.1. */
enum ClaimForm {
    TEXT("is no line of at most 300 characters") {
        @Override
        boolean matches(Object value) {
            return isText(value) && isOneLine((String) value);
        }
    },
    URL("is no http or https URL") {
        @Override
        boolean matches(Object value) {
            return value instanceof String text && text.length() <= LONGEST_URL && isUrl(text);
        }
    },
    /** A year, a day, or a day of an unknown year, which is 0000. */
    BIRTHDATE("is no date like 1990-02-28, 0000-02-28 or 1990") {
        @Override
        boolean matches(Object value) {
            return value instanceof String text
                    && (text.matches("\\d{4}") || (text.matches(DAY) && isDay(text)));
        }
    },
    ZONE("is no time zone like Europe/Paris") {
        @Override
        boolean matches(Object value) {
            return value instanceof String text && ZONES.contains(text);
        }
    },
    LOCALE("is no language tag like en-US") {
        @Override
        boolean matches(Object value) {
            return value instanceof String text
                    && LANGUAGE.matcher(text.replace('_', '-')).matches();
        }
    },
    /** E.164 is only recommended. */
    PHONE("is no telephone number like +1 (604) 555-1234;ext=5678") {
        @Override
        boolean matches(Object value) {
            return value instanceof String text && TELEPHONE.matcher(text).matches();
        }
    },
    FLAG("is neither true nor false") {
        @Override
        boolean matches(Object value) {
            return value instanceof Boolean;
        }
    },
    NUMBER("is no number") {
        @Override
        boolean matches(Object value) {
            return value instanceof Number;
        }
    },
    /** §5.1.1. */
    ADDRESS("is no address: formatted, street_address, locality, region, postal_code, country") {
        @Override
        boolean matches(Object value) {
            return value instanceof Map<?, ?> members
                    && !members.isEmpty()
                    && members.entrySet().stream()
                            .allMatch(it -> PARTS.contains(it.getKey()) && isText(it.getValue()));
        }
    };

    static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}");

    private static final int LONGEST = 300;
    private static final int LONGEST_URL = 1_000;
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
    private static final Pattern TELEPHONE =
            Pattern.compile("\\+?[0-9(][0-9 ().-]{2,40}(;ext=[0-9]{1,10})?");

    /** Kept, as each call of the library copies some six hundred. */
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private static final Set<String> PARTS =
            Set.of("formatted", "street_address", "locality", "region", "postal_code", "country");

    private final String wrong;

    ClaimForm(String wrong) {
        this.wrong = wrong;
    }

    abstract boolean matches(Object value);

    /** What is said of a value that does not match, without the value. */
    String wrong() {
        return wrong;
    }

    private static boolean isText(Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= LONGEST;
    }

    private static boolean isOneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isDay(String text) {
        try {
            // a leap year in the place of the unknown one
            LocalDate.parse(text.replaceFirst("^0000", "2000"));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
