package dev.countersign.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * By what an application is told who a person is, OpenID Connect Core 1.0 §8; the words are the
 * values of {@code subject_type}.
 */
public enum SubjectType {
    /** The same at every application. */
    PUBLIC("public"),
    /** Another in each sector, so that applications cannot put together what each knows (§8.1). */
    PAIRWISE("pairwise");

    private final String word;

    SubjectType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<SubjectType> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
