package dev.countersign.web.administration;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.web.refusal.DocumentRefusals;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.function.BiFunction;

/**
 * JSON as administration speaks it, and no other endpoint of the same service. What is not
 * understood exactly is refused, for a rule that is narrower or wider than what was meant looks
 * done: an unknown or repeated member, another type, a second document, a null, which is what a
 * script sends for a variable that it never set. Times are RFC 3339, UTC, in milliseconds.
 *
 * <p>A resource names both classes by {@code CustomDeserialization} and {@code
 * CustomSerialization}.
 */
public final class AdministrationJson {

    private AdministrationJson() {}

    /** A mapper of its own, made of the service's. */
    public static ObjectMapper of(ObjectMapper usual) {
        ObjectMapper json = usual.copy();
        json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.mappedFeature())
                .registerModule(
                        new SimpleModule()
                                .addSerializer(new Milliseconds())
                                .addDeserializer(String.class, new NeverNull<>(String.class))
                                .addDeserializer(Boolean.class, new NeverNull<>(Boolean.class)));
        for (LogicalType type : List.of(LogicalType.Textual, LogicalType.Boolean)) {
            for (CoercionInputShape shape : CoercionInputShape.values()) {
                json.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
            }
        }
        return json;
    }

    /**
     * A document out of a tree, read as one that was sent.
     *
     * @throws OAuthException naming the field that is wrong
     */
    public static <T> T read(ObjectMapper json, JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (MismatchedInputException e) {
            throw DocumentRefusals.of(e);
        } catch (JsonProcessingException e) {
            throw new OAuthException(Refusal.BODY_MALFORMED);
        }
    }

    /** How the documents of a resource are read. */
    public static final class Reading implements BiFunction<ObjectMapper, Type, ObjectReader> {

        @Override
        public ObjectReader apply(ObjectMapper usual, Type type) {
            ObjectMapper json = of(usual);
            return json.readerFor(json.constructType(type));
        }
    }

    /** How its answers are written. */
    public static final class Writing implements BiFunction<ObjectMapper, Type, ObjectWriter> {

        @Override
        public ObjectWriter apply(ObjectMapper usual, Type type) {
            return of(usual).writer();
        }
    }

    private static final class Milliseconds extends StdSerializer<Instant> {

        private static final DateTimeFormatter FORMAT =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

        Milliseconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(FORMAT.format(instant));
        }
    }
}
