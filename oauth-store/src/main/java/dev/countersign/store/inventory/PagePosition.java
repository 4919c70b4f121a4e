package dev.countersign.store.inventory;

import dev.countersign.protocol.GrantId;
import java.time.Instant;

/**
 * Where a page ended: the next one begins with the grant that was issued before, or at the same
 * microsecond under a smaller id. Grants made meanwhile move nothing.
 */
public record PagePosition(Instant issuedAt, GrantId id) {}
