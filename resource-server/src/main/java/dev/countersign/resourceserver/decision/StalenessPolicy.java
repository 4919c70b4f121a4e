package dev.countersign.resourceserver.decision;

/** What an API does when it can not be told whether a revocation was missed. */
public enum StalenessPolicy {
    /** Answer 503 with {@code Retry-After}; never 401, for the token may be good. */
    REFUSE
}
