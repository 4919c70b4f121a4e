package dev.countersign.store.key;

import dev.countersign.jose.KeyTimes;
import java.time.Instant;
import java.util.Optional;

/** What is told of a key: never the key. */
public record KeyRecord(KeyTimes times, Instant createdAt, Optional<Instant> compromisedAt) {}
