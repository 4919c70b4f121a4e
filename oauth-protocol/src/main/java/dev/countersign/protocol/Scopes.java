package dev.countersign.protocol;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A set of scope tokens in the order in which they were named, RFC 6749 §3.3. */
public record Scopes(Set<Scope> values) {

    private static final int LONGEST = 4_000;

    public static final Scopes NONE = new Scopes(Set.of());

    public Scopes {
        values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /** Reads the space-delimited form. */
    public static Scopes parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("too many scopes");
        }
        return of(Arrays.asList(text.split(" +")));
    }

    public static Scopes of(Collection<String> names) {
        return new Scopes(
                names.stream()
                        .filter(name -> !name.isEmpty())
                        .map(Scope::new)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    public boolean contains(Scope scope) {
        return values.contains(scope);
    }

    public boolean containsAll(Scopes others) {
        return values.containsAll(others.values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** These scopes and the others, each once. */
    public Scopes and(Scopes others) {
        Set<Scope> both = new LinkedHashSet<>(values);
        both.addAll(others.values);
        return new Scopes(both);
    }

    public List<String> names() {
        return values.stream().map(Scope::value).toList();
    }

    /** The space-delimited form. */
    @Override
    public String toString() {
        return String.join(" ", names());
    }
}
