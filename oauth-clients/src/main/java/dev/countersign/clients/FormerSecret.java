package dev.countersign.clients;

import java.time.Instant;

/** The secret before the one in force: a planned rotation lets both work until then. */
public record FormerSecret(StoredSecret secret, Instant until) {}
