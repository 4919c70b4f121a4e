package dev.countersign.local;

import java.util.concurrent.CompletionException;

/** Why the stack does not run, in words for the person who started it. */
public final class LocalStackFailure extends RuntimeException {

    LocalStackFailure(String message) {
        super(message);
    }

    LocalStackFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** What lies behind a failure in another thread. */
    static LocalStackFailure of(String prefix, CompletionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new LocalStackFailure(prefix + cause.getMessage(), cause);
    }
}
