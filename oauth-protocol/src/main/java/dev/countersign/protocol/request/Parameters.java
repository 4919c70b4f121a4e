package dev.countersign.protocol.request;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters of one request. A parameter without a value counts as omitted, an unknown one is
 * ignored, a repeated one is refused (RFC 6749 §3.1, §3.2).
 */
public record Parameters(Map<String, List<String>> values) {

    public Parameters {
        values = Map.copyOf(values);
    }

    /** Of parameters that stand once each. */
    public static Parameters of(Map<String, String> texts) {
        return new Parameters(
                texts.entrySet().stream()
                        .collect(
                                Collectors.toMap(Map.Entry::getKey, it -> List.of(it.getValue()))));
    }

    /**
     * The value of a parameter, if it was sent.
     *
     * @throws OAuthException {@link Refusal#PARAMETER_REPEATED}
     */
    public Optional<String> get(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw new OAuthException(Refusal.PARAMETER_REPEATED, name);
        }
        return all.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /** The same, for a step before the one that refuses what is repeated: here that is omitted. */
    public Optional<String> ifOnce(String name) {
        return values.getOrDefault(name, List.of()).size() == 1 ? get(name) : Optional.empty();
    }

    /**
     * @throws OAuthException {@link Refusal#PARAMETER_MISSING}
     */
    public String required(String name) {
        return get(name).orElseThrow(() -> new OAuthException(Refusal.PARAMETER_MISSING, name));
    }

    /**
     * The parameter as a value type, whose constructor is the grammar.
     *
     * @throws OAuthException the given refusal if it is malformed, named by the parameter
     */
    public <T> Optional<T> get(String name, Function<String, T> grammar, Refusal malformed) {
        return get(name).map(text -> read(name, text, grammar, malformed));
    }

    /** The same for a parameter that must be there. */
    public <T> T required(String name, Function<String, T> grammar, Refusal malformed) {
        return read(name, required(name), grammar, malformed);
    }

    /**
     * Refuses a request in which any parameter is repeated.
     *
     * @throws OAuthException {@link Refusal#PARAMETER_REPEATED}
     */
    public Parameters eachOnce() {
        values.keySet().stream().sorted().forEach(this::get);
        return this;
    }

    /**
     * The parameters that were sent with a value, by their names.
     *
     * @throws OAuthException {@link Refusal#PARAMETER_REPEATED}
     */
    public SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        for (String name : eachOnce().values.keySet()) {
            get(name).ifPresent(it -> texts.put(name, it));
        }
        return texts;
    }

    private static <T> T read(
            String name, String text, Function<String, T> grammar, Refusal malformed) {
        try {
            return grammar.apply(text);
        } catch (IllegalArgumentException e) {
            throw new OAuthException(malformed, name);
        }
    }

    /** Names only: a parameter may hold a secret. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
