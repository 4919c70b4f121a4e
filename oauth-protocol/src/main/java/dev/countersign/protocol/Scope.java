package dev.countersign.protocol;

import java.util.regex.Pattern;

/** One scope token, RFC 6749 §3.3. */
public record Scope(String value) implements Comparable<Scope> {

    private static final Pattern GRAMMAR = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,128}");

    public static final Scope OPENID = new Scope("openid");
    public static final Scope PROFILE = new Scope("profile");
    public static final Scope EMAIL = new Scope("email");
    public static final Scope OFFLINE_ACCESS = new Scope("offline_access");

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
