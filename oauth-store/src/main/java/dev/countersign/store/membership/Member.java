package dev.countersign.store.membership;

import dev.countersign.store.user.User;
import java.time.Instant;

/** A user of an application. */
public record Member(User user, Instant since) {}
