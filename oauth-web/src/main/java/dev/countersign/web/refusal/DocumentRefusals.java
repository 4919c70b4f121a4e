package dev.countersign.web.refusal;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.util.List;
import java.util.TreeSet;

/**
 * What is wrong with a JSON document, in words of ours: the parser's own message quotes what was
 * sent. A field that we know is named; one that we do not know may be a secret in the wrong place.
 */
public final class DocumentRefusals {

    private DocumentRefusals() {}

    public static OAuthException of(MismatchedInputException thrown) {
        if (thrown instanceof UnrecognizedPropertyException unknown) {
            return new OAuthException(List.of(new FieldError("(unknown)", known(unknown))));
        }
        return thrown.getPath().isEmpty()
                ? new OAuthException(Refusal.BODY_MALFORMED)
                : new OAuthException(
                        List.of(new FieldError(path(thrown.getPath()), "is of the wrong type")));
    }

    private static String known(UnrecognizedPropertyException unknown) {
        TreeSet<String> names = new TreeSet<>();
        unknown.getKnownPropertyIds().forEach(name -> names.add(String.valueOf(name)));
        return "is not known here; known are " + String.join(", ", names);
    }

    /** {@code grants[3]}. Every name in it is one that the reader knows. */
    private static String path(List<Reference> references) {
        StringBuilder path = new StringBuilder();
        for (Reference reference : references) {
            String name = reference.getFieldName();
            if (name == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}
