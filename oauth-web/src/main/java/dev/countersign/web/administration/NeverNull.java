package dev.countersign.web.administration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A member may be left out, but not be null: that is what a script sends for a variable that it
 * never set, and a rule without that member would be wider than it was meant.
 */
final class NeverNull<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1;

    private final transient JsonDeserializer<?> usual;

    NeverNull(Class<T> type) {
        super(type);
        usual =
                type == String.class
                        ? StringDeserializer.instance
                        : NumberDeserializers.find(type, type.getName());
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return (T) usual.deserialize(json, context);
    }

    @Override
    public T getNullValue(DeserializationContext context) throws JsonMappingException {
        return context.reportInputMismatch(this, "null");
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return null;
    }
}
