package dev.countersign.store.change;

import dev.countersign.store.outbox.OutboxRow;
import java.util.UUID;

/** A change that was committed and can be published. */
public record RecordedChange(UUID id, Change change) implements OutboxRow {}
