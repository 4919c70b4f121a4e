package dev.countersign.web.outgoing;

/** An address that somebody chose and that this server does not call. */
final class ForbiddenDestination extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForbiddenDestination(String host) {
        super(host + " is no host of the public internet that is reached by https");
    }
}
