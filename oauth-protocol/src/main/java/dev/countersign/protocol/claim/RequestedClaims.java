package dev.countersign.protocol.claim;

import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The claims that are asked for at one place, OpenID Connect Core 1.0 §5.5: those of a person, in
 * any language, and of the others {@code sub} and {@code acr}, of which a value can be asked for.
 * What is not understood, or said in every ID token anyway ({@code auth_time}), is left out.
 */
public record RequestedClaims(SortedMap<String, RequestedClaim> values) {

    public static final RequestedClaims NONE = new RequestedClaims(new TreeMap<>());

    private static final String SUBJECT = "sub";
    private static final String ACR = "acr";

    public RequestedClaims {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /**
     * @throws IllegalArgumentException where a claim, be it one that is not understood, is asked
     *     for in another way than §5.5.1 says, or twice
     */
    static RequestedClaims of(@Nullable Object json) {
        SortedMap<String, RequestedClaim> values = new TreeMap<>();
        Json.object(json)
                .forEach(
                        (name, how) ->
                                understood(name)
                                        .ifPresentOrElse(
                                                it -> put(values, it, how),
                                                () -> RequestedClaim.check(how)));
        return new RequestedClaims(values);
    }

    private static void put(
            SortedMap<String, RequestedClaim> values, String name, @Nullable Object how) {
        Json.check(!values.containsKey(name), "asked for twice");
        values.put(name, RequestedClaim.of(how));
    }

    private static Optional<String> understood(String name) {
        return name.equals(SUBJECT) || name.equals(ACR)
                ? Optional.of(name)
                : ClaimName.of(name).map(ClaimName::toString);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Whether it is asked for, and with this value. One with another value was not asked for: that
     * claim is left out, and no error (§5.5.1).
     */
    public boolean asksFor(String name, Object value) {
        return ClaimName.of(name)
                .map(it -> values.get(it.toString()))
                .filter(it -> it.accepts(value))
                .isPresent();
    }

    /** How the authentication context class is asked for, §5.5.1.1. */
    public Optional<RequestedClaim> acr() {
        return Optional.ofNullable(values.get(ACR));
    }

    Optional<String> subject() {
        return Optional.ofNullable(values.get(SUBJECT))
                .map(RequestedClaim::values)
                .filter(it -> it.size() == 1)
                .map(List::getFirst)
                .map(Object::toString);
    }

    List<String> subjects() {
        return Optional.ofNullable(values.get(SUBJECT)).stream()
                .flatMap(it -> it.values().stream())
                .map(Object::toString)
                .toList();
    }

    RequestedClaims renamed(UnaryOperator<String> subjects) {
        SortedMap<String, RequestedClaim> renamed = new TreeMap<>(values);
        renamed.computeIfPresent(
                SUBJECT,
                (name, how) ->
                        new RequestedClaim(
                                how.essential(),
                                how.values().stream()
                                        .<Object>map(it -> subjects.apply(it.toString()))
                                        .toList()));
        return new RequestedClaims(renamed);
    }

    boolean isFor(String subject) {
        return Optional.ofNullable(values.get(SUBJECT)).map(it -> it.accepts(subject)).orElse(true);
    }

    /** The scopes that would bring the claims of the person, §5.4. */
    Scopes scopes() {
        Set<Scope> scopes = new LinkedHashSet<>();
        values.keySet()
                .forEach(it -> ClaimName.of(it).map(ClaimName::scope).ifPresent(scopes::add));
        return new Scopes(scopes);
    }

    /** Without the claims of the person that none of these scopes would bring. */
    public RequestedClaims within(Scopes scopes) {
        return only(it -> ClaimName.of(it).map(name -> scopes.contains(name.scope())).orElse(true));
    }

    RequestedClaims ofThePerson() {
        return only(it -> ClaimName.of(it).isPresent());
    }

    private RequestedClaims only(Predicate<String> names) {
        SortedMap<String, RequestedClaim> left = new TreeMap<>(values);
        left.keySet().removeIf(names.negate());
        return new RequestedClaims(left);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        values.forEach((name, how) -> json.put(name, how.json()));
        return json;
    }
}
