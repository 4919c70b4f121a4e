package dev.countersign.embedded;

/** A store did not start, or could not be unpacked. The message is meant to be read by a person. */
public final class ServerFailure extends RuntimeException {

    ServerFailure(String message) {
        super(message);
    }

    ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
