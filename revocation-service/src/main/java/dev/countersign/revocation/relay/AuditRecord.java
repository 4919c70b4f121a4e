package dev.countersign.revocation.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.store.audit.RecordedEvent;
import java.util.Map;
import java.util.Optional;

/**
 * An act as the topic has it, version 1 ({@code docs/schemas/audit-event.schema.json}).
 *
 * @param at milliseconds, by PostgreSQL's clock
 */
record AuditRecord(
        int v,
        String id,
        long at,
        String actor,
        String action,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> target,
        Map<String, Object> detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> address) {

    private static final int VERSION = 1;

    /** Keyed by who did it: what one person did stands in the order in which it was done. */
    static Message message(RecordedEvent event) {
        return new Message(
                event.actor(),
                new AuditRecord(
                        VERSION,
                        event.id().toString(),
                        event.at().toEpochMilli(),
                        event.actor(),
                        event.action(),
                        event.target(),
                        event.detail(),
                        event.address()));
    }
}
