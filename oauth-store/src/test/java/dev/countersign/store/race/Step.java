package dev.countersign.store.race;

/** What a side waits for its turn to do. A begin fixes the time of a transaction. */
enum Step {
    BEGIN,
    STATEMENT,
    COMMIT
}
