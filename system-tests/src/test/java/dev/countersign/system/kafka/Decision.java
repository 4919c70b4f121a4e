package dev.countersign.system.kafka;

/** What the consumer thinks of a token that is good in every other way. */
public enum Decision {
    STANDS,
    STOPPED,

    /** It can not be told whether a rule is missing. */
    STALE
}
