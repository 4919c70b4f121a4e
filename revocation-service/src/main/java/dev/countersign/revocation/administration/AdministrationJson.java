package dev.countersign.revocation.administration;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;

/**
 * JSON as administration speaks it. What is not understood exactly is refused, for a rule that is
 * narrower or wider than what was meant looks done: an unknown or repeated member, another type, a
 * second document, a null, which is what a script sends for a variable that it never set. Times are
 * RFC 3339, UTC, in milliseconds.
 */
@Singleton
final class AdministrationJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper json) {
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
    }

    /** Last, so that no other module says how an instant is written. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
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
