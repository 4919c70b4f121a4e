package dev.countersign.store.audit;

import java.util.Map;
import java.util.Optional;

/**
 * One act. Nothing in it is a secret: what was pasted, typed or presented never gets here.
 *
 * @param actor who did it: a user's id, or a client's where the application itself acted
 * @param action a word of ours, such as {@code revocation.created}
 * @param target the id of what it was done to
 * @param detail values that JSON knows: texts, numbers, truth values, lists and maps of them
 * @param address where the call came from
 */
public record AuditEvent(
        String actor,
        String action,
        Optional<String> target,
        Map<String, Object> detail,
        Optional<String> address) {

    public AuditEvent {
        detail = Map.copyOf(detail);
    }
}
