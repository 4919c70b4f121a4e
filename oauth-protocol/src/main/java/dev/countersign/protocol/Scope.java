package dev.countersign.protocol;

import java.util.List;
import java.util.regex.Pattern;

/** One scope token, RFC 6749 §3.3. */
public record Scope(String value) implements Comparable<Scope> {

    private static final Pattern GRAMMAR = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,128}");

    public static final Scope OPENID = new Scope("openid");
    public static final Scope PROFILE = new Scope("profile");
    public static final Scope EMAIL = new Scope("email");
    public static final Scope ADDRESS = new Scope("address");
    public static final Scope PHONE = new Scope("phone");
    public static final Scope OFFLINE_ACCESS = new Scope("offline_access");

    /** About a person, and of no API: OpenID Connect Core 1.0 §3.1.2.1, §5.4, §11. */
    public static final List<Scope> OF_PEOPLE =
            List.of(OPENID, PROFILE, EMAIL, ADDRESS, PHONE, OFFLINE_ACCESS);

    public Scope {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a scope token");
        }
    }

    @Override
    public int compareTo(Scope other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
