package dev.countersign.protocol.claim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON as any parser gives it, of which only the shapes that a claims request has are taken. */
final class Json {

    private Json() {}

    static void check(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** An object; its members in one order, null where they are. */
    static Map<String, @Nullable Object> object(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("not an object");
        }
        Map<String, @Nullable Object> named = new TreeMap<>();
        members.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    static List<?> array(@Nullable Object json) {
        if (json instanceof List<?> values) {
            return values;
        }
        throw new IllegalArgumentException("not an array");
    }

    static boolean flag(@Nullable Object json) {
        if (json instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    /** What a claim can be: a text, a whole number, true or false, or an object of texts. */
    static Object value(@Nullable Object json) {
        return switch (json) {
            case String text -> text;
            case Boolean flag -> flag;
            case Integer number -> number.longValue();
            case Long number -> number;
            case Map<?, ?> members -> texts(members);
            case null, default -> throw new IllegalArgumentException("not a value of a claim");
        };
    }

    private static Map<String, Object> texts(Map<?, ?> members) {
        Map<String, Object> texts = new TreeMap<>();
        object(members)
                .forEach(
                        (name, value) -> {
                            if (!(value instanceof String text)) {
                                throw new IllegalArgumentException("not an object of texts");
                            }
                            texts.put(name, text);
                        });
        return texts;
    }
}
