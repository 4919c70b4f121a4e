package dev.countersign.store.redis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Values in Redis: JSON of a record of texts and numbers that carries its version. What cannot be
 * read is absent, and the log says so without its content.
 */
public final class StoredJson {

    private static final Logger LOG = Logger.getLogger(StoredJson.class);

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                    .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true)
                    .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true)
                    .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
                    .build();

    private StoredJson() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain fields is always JSON", e);
        }
    }

    /** The stored form {@code S} of a value, read and turned into the value. */
    public static <S, T> Optional<T> read(
            @Nullable String text, Class<S> form, Function<S, T> value) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.apply(MAPPER.readValue(text, form)));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            // its message would quote the content
            LOG.errorf(
                    "A %s in Redis cannot be read (%s): it counts as absent",
                    form.getSimpleName(), e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
