package dev.countersign.auth.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a change made of a thing: the members that are others now, before and after, as an audit
 * record tells them.
 */
public record Changes(Map<String, Object> before, Map<String, Object> after) {

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    /** Of documents that hold no secret. */
    public static Changes between(Object before, Object after, ObjectMapper json) {
        Map<String, Object> old = json.convertValue(before, MEMBERS);
        Map<String, Object> now = json.convertValue(after, MEMBERS);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> Objects.equals(old.get(name), now.get(name)));
        return new Changes(only(names, old), only(names, now));
    }

    /** The same, with a member that is told only by what it is now. */
    public Changes and(String member, String now) {
        Map<String, Object> more = new LinkedHashMap<>(after);
        more.put(member, now);
        return new Changes(before, more);
    }

    public boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }

    public Map<String, Object> detail() {
        return Map.of("before", before, "after", after);
    }

    private static Map<String, Object> only(Set<String> names, Map<String, Object> members) {
        Map<String, Object> some = new LinkedHashMap<>();
        for (String name : names) {
            if (members.get(name) != null) {
                some.put(name, members.get(name));
            }
        }
        return some;
    }
}
