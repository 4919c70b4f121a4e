package dev.countersign.protocol.claim;

import dev.countersign.protocol.Scope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an account says of a person besides names and email address: standard claims, and those in
 * other languages, whose names end in {@code #} and a language tag (OpenID Connect Core 1.0 §5.1,
 * §5.2). Nobody has proved any of it but who wrote it.
 *
 * @param values text, true or false, and for an address a map of its parts
 */
public record ProfileClaims(Map<String, Object> values) {

    public static final ProfileClaims NONE = new ProfileClaims(Map.of());

    private static final int MOST = 50;

    /**
     * @throws IllegalArgumentException that says which claim is wrong and how, and no value
     */
    public ProfileClaims {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        if (values.size() > MOST) {
            throw new IllegalArgumentException("are more than " + MOST);
        }
        values.forEach(ProfileClaims::check);
    }

    private static void check(String name, Object value) {
        StandardClaim claim =
                kept(name).orElseThrow(() -> new IllegalArgumentException(wrong(name))).claim();
        if (!claim.form().matches(value)) {
            throw new IllegalArgumentException(name + " " + claim.form().wrong());
        }
    }

    private static String wrong(String name) {
        return name.matches("[\\w#-]{1,64}")
                ? name + " is no claim that is kept here"
                : "hold a name that is none of a claim";
    }

    private static Optional<ClaimName> kept(String name) {
        return ClaimName.of(name).filter(it -> !it.isOfTheAccount());
    }

    /** Those that the scope asks for, §5.4. */
    public Map<String, Object> of(Scope scope) {
        Map<String, Object> asked = new LinkedHashMap<>();
        values.forEach(
                (name, value) -> {
                    if (kept(name).filter(it -> it.claim().isAskedForBy(scope)).isPresent()) {
                        asked.put(name, value);
                    }
                });
        return asked;
    }

    /** Without the values, which are personal. */
    @Override
    public String toString() {
        return "ProfileClaims" + values.keySet();
    }
}
