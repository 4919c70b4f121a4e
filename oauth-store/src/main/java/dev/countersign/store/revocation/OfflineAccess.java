package dev.countersign.store.revocation;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;

/** What a person allowed an application beyond the session in which it was allowed. */
public record OfflineAccess(UserId user, ClientId client) {}
