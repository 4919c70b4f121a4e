package dev.countersign.deploy.manifests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where in a model of Kubernetes fields were kept that the model does not know. */
final class UnknownFields {

    private static final String KEPT_APART = "getAdditionalProperties";
    private static final List<String> MODELS = List.of("io.fabric8.", "io.strimzi.");

    private UnknownFields() {}

    /**
     * @param place what the paths of the answer begin with
     */
    static List<String> of(String place, @Nullable Object model) {
        return fields(place, model).toList();
    }

    private static Stream<String> fields(String place, @Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .flatMap(it -> fields(place + "/" + it.getKey(), it.getValue()));
            case List<?> list ->
                    IntStream.range(0, list.size())
                            .boxed()
                            .flatMap(index -> fields(place + "/" + index, list.get(index)));
            case Collection<?> some -> some.stream().flatMap(it -> fields(place, it));
            default -> isModel(value) ? ofModel(place, value) : Stream.empty();
        };
    }

    private static boolean isModel(Object value) {
        return !(value instanceof Enum<?>)
                && MODELS.stream().anyMatch(value.getClass().getName()::startsWith);
    }

    private static Stream<String> ofModel(String place, Object model) {
        return Arrays.stream(model.getClass().getMethods())
                .filter(UnknownFields::isGetter)
                .flatMap(
                        getter -> {
                            Object value = call(getter, model);
                            return getter.getName().equals(KEPT_APART)
                                    ? names(place, value)
                                    : fields(place + "/" + name(getter), value);
                        });
    }

    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0
                && method.getName().startsWith("get")
                && !method.getDeclaringClass().equals(Object.class)
                // of HasMetadata: computed, not read
                && !method.isDefault();
    }

    private static Stream<String> names(String place, @Nullable Object kept) {
        return kept instanceof Map<?, ?> map
                ? map.keySet().stream().map(name -> place + "/" + name)
                : Stream.empty();
    }

    private static String name(Method getter) {
        String name = getter.getName().substring("get".length());
        return name.isEmpty()
                ? name
                : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static @Nullable Object call(Method getter, Object model) {
        try {
            return getter.invoke(model);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new LinkageError(getter + " of " + model.getClass(), failure);
        }
    }
}
