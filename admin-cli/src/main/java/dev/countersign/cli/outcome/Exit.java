package dev.countersign.cli.outcome;

/** The exit status of the command; scripts rely on these numbers. */
public enum Exit {
    DONE(0),

    /** The server understood, and said no. */
    REFUSED(1),

    /** What was typed is not a command; nothing was sent. */
    USAGE(2),

    /** Nobody is signed in, or not any more. */
    NOT_SIGNED_IN(3),

    /** No answer, or none of this server. */
    SERVER_AWAY(4),

    /** EX_SOFTWARE of sysexits: a defect of this program. */
    DEFECT(70);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
