package dev.countersign.cli.outcome;

import java.util.Optional;

/**
 * The command could not do what was asked. The message is for the person who typed it; no message
 * ever holds a secret.
 */
public final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Exit exit;
    private final String message;
    private final transient Optional<String> document;

    private Failed(Exit exit, String message, Optional<String> document) {
        // an expected end: nobody reads its stack
        super(message, null, false, false);
        this.exit = exit;
        this.message = message;
        this.document = document;
    }

    /**
     * @param document what the server said, as it said it
     */
    public static Failed refused(String message, String document) {
        return new Failed(Exit.REFUSED, message, Optional.of(document));
    }

    /** Refused before the server was asked. */
    public static Failed refused(String message) {
        return new Failed(Exit.REFUSED, message, Optional.empty());
    }

    public static Failed usage(String message) {
        return new Failed(Exit.USAGE, message, Optional.empty());
    }

    public static Failed notSignedIn(String message) {
        return new Failed(Exit.NOT_SIGNED_IN, message, Optional.empty());
    }

    public static Failed serverAway(String message) {
        return new Failed(Exit.SERVER_AWAY, message, Optional.empty());
    }

    /** With what to do about it, where no answer came. */
    public Failed withAdvice(String advice) {
        return exit == Exit.SERVER_AWAY
                ? new Failed(exit, message + "\n" + advice, document)
                : this;
    }

    public Exit exit() {
        return exit;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Optional<String> document() {
        return document;
    }
}
