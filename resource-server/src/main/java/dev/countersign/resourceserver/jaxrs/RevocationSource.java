package dev.countersign.resourceserver.jaxrs;

/** How an API hears of revocations. */
public enum RevocationSource {
    /** Pushed through the topic {@code countersign.revocations}. */
    KAFKA,

    /** Pushed through a long poll of {@code <issuer>/revocations/feed}, without Kafka. */
    HTTP,

    /** Not pushed: the issuer is asked about every token (RFC 7662). */
    INTROSPECTION
}
