package dev.countersign.store.race;

/** PostgreSQL's word on who waits for whose row. */
@FunctionalInterface
interface BackendLocks {

    /** Whether the side's statement waits for a lock that another connection holds. */
    boolean hangs(Side side);
}
