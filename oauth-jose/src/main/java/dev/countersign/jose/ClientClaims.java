package dev.countersign.jose;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * The claims set of a JWT that a client made, RFC 7519 §4. A claim of another type than it is asked
 * for is malformed: {@link IllegalArgumentException}.
 */
public record ClientClaims(Map<String, Object> values) {

    /** How far the client's clock may be ahead. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    public ClientClaims {
        values = Map.copyOf(values);
    }

    /**
     * @throws IllegalArgumentException if the text is no JSON object, or a member is repeated
     */
    static ClientClaims parse(String json) {
        try {
            Map<String, Object> values = new LinkedHashMap<>(JsonUtil.parseJson(json));
            // a member that is null says nothing
            values.values().removeIf(value -> value == null);
            return new ClientClaims(values);
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a claims set", e);
        }
    }

    public Optional<String> text(String name) {
        return typed(name, String.class);
    }

    /** A NumericDate: seconds since the epoch, maybe with a fraction (RFC 7519 §2). */
    public Optional<Instant> instant(String name) {
        return typed(name, Number.class).map(ClientClaims::instant);
    }

    private static Instant instant(Number seconds) {
        try {
            return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("not a time", e);
        }
    }

    /** Whether that time, such as {@code nbf}, has come, or is not said. */
    public boolean hasCome(String name, Instant now) {
        return instant(name).filter(it -> it.isAfter(now.plus(SKEW))).isEmpty();
    }

    /** {@code aud}: one value or several (RFC 7519 §4.1.3). */
    public List<String> audience() {
        Object audience = values.get("aud");
        if (audience == null) {
            return List.of();
        }
        List<?> several = audience instanceof List<?> list ? list : List.of(audience);
        if (!several.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException("the claim aud is malformed");
        }
        return several.stream().map(String.class::cast).toList();
    }

    private <T> Optional<T> typed(String name, Class<T> type) {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("the claim " + name + " is malformed");
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    /** Names only: a request object may hold what the person is asked for. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
