package dev.countersign.jose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** A JWT claims set that was received, RFC 7519 §4: a claim of another type is malformed. */
final class JsonClaims {

    private final Map<String, Object> claims;

    private JsonClaims(Map<String, Object> claims) {
        this.claims = claims;
    }

    /**
     * @throws IllegalArgumentException if the text is not a JSON object, or a member is repeated
     */
    static JsonClaims parse(String json) {
        try {
            return new JsonClaims(JsonUtil.parseJson(json));
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a claims set", e);
        }
    }

    /** The name, if there is such a claim. */
    Optional<String> has(String name) {
        return claims.containsKey(name) ? Optional.of(name) : Optional.empty();
    }

    String text(String name) {
        return typed(name, String.class);
    }

    long number(String name) {
        return typed(name, Long.class);
    }

    List<String> texts(String name) {
        List<?> values = typed(name, List.class);
        return values.stream().map(String.class::cast).toList();
    }

    /** A member that is an object itself. */
    JsonClaims object(String name) {
        Map<?, ?> members = typed(name, Map.class);
        Map<String, Object> named = new HashMap<>();
        members.forEach((key, value) -> named.put(String.valueOf(key), value));
        return new JsonClaims(named);
    }

    private <T> T typed(String name, Class<T> type) {
        Object value = claims.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("the claim " + name + " is missing or malformed");
        }
        return type.cast(value);
    }
}
