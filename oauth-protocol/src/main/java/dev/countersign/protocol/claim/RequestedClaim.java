package dev.countersign.protocol.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one claim is asked for, OpenID Connect Core 1.0 §5.5.1.
 *
 * @param essential says how much it matters; a claim of a person that is missing is no error either
 *     way
 * @param values the acceptable ones in order of preference: texts, numbers, true or false, and for
 *     an address a map of its parts; empty where any is
 */
public record RequestedClaim(boolean essential, List<Object> values) {

    private static final String VALUE = "value";
    private static final String VALUES = "values";
    private static final String ESSENTIAL = "essential";

    public RequestedClaim {
        values = List.copyOf(values);
    }

    public boolean accepts(Object value) {
        return values.isEmpty() || values.contains(value);
    }

    /**
     * Reads {@code null} or an object; what else an object says is ignored. Where both {@code
     * value} and {@code values} are there, both are meant: the one must be among the others.
     *
     * @throws IllegalArgumentException for anything else
     */
    static RequestedClaim of(@Nullable Object json) {
        Map<String, @Nullable Object> members = members(json);
        List<Object> values = new ArrayList<>();
        if (members.containsKey(VALUES)) {
            Json.array(members.get(VALUES)).forEach(it -> values.add(Json.value(it)));
            Json.check(!values.isEmpty(), "no value is acceptable");
        }
        if (members.containsKey(VALUE)) {
            Object value = Json.value(members.get(VALUE));
            Json.check(values.isEmpty() || values.contains(value), "value is none of values");
            values.clear();
            values.add(value);
        }
        return new RequestedClaim(isEssential(members), values);
    }

    /** The same of a claim that is not understood, whose values may be anything. */
    static void check(@Nullable Object json) {
        Map<String, @Nullable Object> members = members(json);
        isEssential(members);
        if (members.containsKey(VALUES)) {
            Json.array(members.get(VALUES));
        }
    }

    private static Map<String, @Nullable Object> members(@Nullable Object json) {
        return json == null ? Map.of() : Json.object(json);
    }

    private static boolean isEssential(Map<String, @Nullable Object> members) {
        return members.containsKey(ESSENTIAL) && Json.flag(members.get(ESSENTIAL));
    }

    /** What {@link #of} reads, in one spelling. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (essential) {
            json.put(ESSENTIAL, true);
        }
        if (!values.isEmpty()) {
            json.put(VALUES, values);
        }
        return json;
    }

    /** Without the values, which may be personal. */
    @Override
    public String toString() {
        return json().keySet().toString();
    }
}
