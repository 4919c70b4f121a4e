package dev.countersign.store.key;

import dev.countersign.jose.KeySchedule;
import java.time.Instant;

/** The keys that are not compromised, at an instant of PostgreSQL's clock. */
public record KeyState(KeySchedule schedule, Instant now) {}
