package dev.countersign.web.administration;

import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of one request, so that all of it is said at once. */
public final class WrongFields {

    private static final Pattern ONE_WORD = Pattern.compile("[^\\s\\p{Cntrl}]{1,512}");

    private final List<FieldError> errors;
    private final String prefix;

    public WrongFields() {
        this(new ArrayList<>(), "");
    }

    private WrongFields(List<FieldError> errors, String prefix) {
        this.errors = errors;
        this.prefix = prefix;
    }

    /** The same collection, for the members of a part of the document. */
    public WrongFields within(String part) {
        return new WrongFields(errors, prefix + part + ".");
    }

    public void add(String field, String detail) {
        errors.add(new FieldError(prefix + field, detail));
    }

    public int count() {
        return errors.size();
    }

    /** The value of an id, or of whatever else has no blanks in it; empty if it is not given. */
    public <T> Optional<T> read(
            String field, @Nullable String text, Function<String, T> grammar, String detail) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (ONE_WORD.matcher(text).matches()) {
                return Optional.of(grammar.apply(text));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // falls through: what the exception says may quote the text
        }
        add(field, detail);
        return Optional.empty();
    }

    /** The values of a list, each once; one that is wrong is named by its place. */
    public <T> List<T> each(
            String field, List<String> texts, Function<String, T> grammar, String detail) {
        Set<T> values = new LinkedHashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            String name = field + "[" + i + "]";
            try {
                if (!values.add(grammar.apply(texts.get(i)))) {
                    add(name, "is there twice");
                }
            } catch (IllegalArgumentException e) {
                // what the exception says may quote the text
                add(name, detail);
            }
        }
        return List.copyOf(values);
    }

    /**
     * @throws OAuthException that names all of them, if there are any
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw new OAuthException(errors);
        }
    }
}
