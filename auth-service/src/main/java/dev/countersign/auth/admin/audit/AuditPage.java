package dev.countersign.auth.admin.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.countersign.store.audit.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Audit records, the newest first.
 *
 * @param next the cursor of the following page; absent at the end
 */
@JsonInclude(Include.NON_ABSENT)
record AuditPage(List<EventDocument> events, Optional<String> next) {

    /** One act. */
    @JsonInclude(Include.NON_ABSENT)
    record EventDocument(
            UUID id,
            Instant at,
            String actor,
            String action,
            Optional<String> target,
            Map<String, Object> detail,
            Optional<String> address) {

        static EventDocument of(RecordedEvent recorded) {
            return new EventDocument(
                    recorded.id(),
                    recorded.at(),
                    recorded.actor(),
                    recorded.action(),
                    recorded.target(),
                    recorded.detail(),
                    recorded.address());
        }
    }
}
