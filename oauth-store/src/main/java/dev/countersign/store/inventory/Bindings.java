package dev.countersign.store.inventory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a statement that is put together from constants alone. */
final class Bindings {

    private final List<@Nullable Object> values = new ArrayList<>();

    /** The parameter that stands for the value, of a type that PostgreSQL is told. */
    String bind(@Nullable Object value, String type) {
        values.add(value);
        return "$" + values.size() + "::" + type;
    }

    @Nullable Object[] values() {
        return values.toArray();
    }
}
