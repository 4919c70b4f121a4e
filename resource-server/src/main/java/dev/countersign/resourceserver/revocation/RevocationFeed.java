package dev.countersign.resourceserver.revocation;

/**
 * Brings the issuer's rules here, all of them, for ever: an issuer that is away is waited for. On a
 * thread of its own, which alone writes {@link RevocationRules} and {@link Freshness}.
 */
public interface RevocationFeed extends AutoCloseable {

    void start();

    /**
     * True from the first time that all rules were known and fresh, and ever after: a feed that
     * goes stale changes decisions, not readiness, or one broker would take every API away.
     */
    boolean ready();

    @Override
    void close();
}
