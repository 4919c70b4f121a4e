package dev.countersign.revocation.rules;

import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of one request, so that all of it is said at once. */
public final class WrongFields {

    private static final Pattern ONE_WORD = Pattern.compile("[^\\s\\p{Cntrl}]{1,512}");

    private final List<FieldError> errors = new ArrayList<>();

    public void add(String field, String detail) {
        errors.add(new FieldError(field, detail));
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

    /**
     * @throws OAuthException that names all of them, if there are any
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw new OAuthException(errors);
        }
    }
}
