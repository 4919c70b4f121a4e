package dev.countersign.protocol.error;

/**
 * What is wrong with one field of a document. Both are words of ours: neither ever repeats what was
 * sent, for that may be a secret in the wrong place.
 */
public record FieldError(String field, String detail) {

    @Override
    public String toString() {
        return field + " " + detail;
    }
}
