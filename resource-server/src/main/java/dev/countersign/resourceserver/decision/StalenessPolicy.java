package dev.countersign.resourceserver.decision;

/** What an API does when it can not be told whether a revocation was missed. */
public enum StalenessPolicy {
    /** Answer 503 with {@code Retry-After}; never 401, for the token may be good. */
    REFUSE,

    /** Ask the issuer about each token (RFC 7662); 503 if it does not answer either. */
    INTROSPECT,

    /**
     * Accept what no known rule stops. A token that was taken back in the meantime is let in: for
     * APIs where being away does more harm. Begin and end are errors in the log, and what was
     * accepted is counted.
     */
    ACCEPT_WITH_ALARM
}
