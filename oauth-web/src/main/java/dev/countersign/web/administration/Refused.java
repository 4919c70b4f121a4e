package dev.countersign.web.administration;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.web.administration.Administrators.Asked;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** The audit records of what was asked for and not done. */
@Singleton
final class Refused {

    private static final Logger LOG = Logger.getLogger(Refused.class);

    private final AuditEvents audit;

    Refused(AuditEvents audit) {
        this.audit = audit;
    }

    /** Never fails: whatever becomes of the record, the caller is to read why it was refused. */
    Uni<Void> record(Administrator by, Asked asked, OAuthException refused) {
        return audit.write(
                        by.did(
                                "administration.refused",
                                asked.application().map(Object::toString),
                                Map.of(
                                        "asked",
                                        asked.what(),
                                        "refusal",
                                        refused.refusal().name(),
                                        "error",
                                        refused.code().word(),
                                        "error_id",
                                        refused.id().value())))
                .onFailure()
                .recoverWithItem(
                        e -> {
                            LOG.warnf(e, "A refusal is not recorded: %s", refused.id());
                            return null;
                        });
    }
}
