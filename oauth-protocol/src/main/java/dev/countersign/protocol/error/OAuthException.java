package dev.countersign.protocol.error;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one way to refuse. It carries a constant of the closed list, an id that an operator can look
 * up, and a detail for the client that is never a secret: a parameter's name, a scope.
 */
public final class OAuthException extends RuntimeException {

    private final Refusal refusal;
    private final ErrorId id = ErrorId.random();
    private final Optional<String> detail;
    private final List<FieldError> fields;

    public OAuthException(Refusal refusal) {
        this(refusal, Optional.empty(), List.of(), null);
    }

    public OAuthException(Refusal refusal, String detail) {
        this(refusal, Optional.of(detail), List.of(), null);
    }

    /** For a cause that the log should show, such as a store that is away. */
    public OAuthException(Refusal refusal, Throwable cause) {
        this(refusal, Optional.empty(), List.of(), cause);
    }

    /** For the fields of a document, at least one of them. */
    public OAuthException(List<FieldError> fields) {
        this(
                Refusal.FIELDS,
                Optional.of(
                        fields.stream()
                                .map(FieldError::toString)
                                .collect(Collectors.joining("; "))),
                fields,
                null);
    }

    private OAuthException(
            Refusal refusal,
            Optional<String> detail,
            List<FieldError> fields,
            @Nullable Throwable cause) {
        // No stack trace: a refusal is an answer, not a bug.
        super(refusal.name(), cause, false, false);
        this.refusal = refusal;
        this.detail = detail;
        this.fields = List.copyOf(fields);
    }

    public Refusal refusal() {
        return refusal;
    }

    public ErrorCode code() {
        return refusal.code();
    }

    public ErrorId id() {
        return id;
    }

    public Optional<String> detail() {
        return detail;
    }

    /** What is wrong with which field; empty where the refusal is not about fields. */
    public List<FieldError> fields() {
        return fields;
    }

    /** What the client reads: {@code error_description}. */
    public String description() {
        return detail.map(it -> refusal.description() + ": " + it).orElse(refusal.description());
    }
}
