package dev.countersign.embedded;

/** What a store promises when the machine, not only its process, goes down. */
public enum Durability {
    /** Written to the disk before it is acknowledged, as far as the store can. */
    DURABLE,
    /** Survives the process, not the machine: for tests. */
    PROCESS_ONLY
}
