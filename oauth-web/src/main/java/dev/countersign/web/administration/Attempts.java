package dev.countersign.web.administration;

import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.store.audit.AuditEvents;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What administrators asked for and did not get. It is recorded as what they did is: whoever tries
 * doors is to be seen, too.
 */
@Singleton
public final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);

    private final AuditEvents audit;

    Attempts(AuditEvents audit) {
        this.audit = audit;
    }

    /**
     * The act. Where it is refused or fails, nobody is answered before that is recorded; where even
     * that fails, the answer is the same.
     *
     * @param failed the action of that record, such as {@code tokens.search_failed}
     * @param asked what was asked for, without a text that was typed or pasted: it may be a secret
     */
    public <T> Uni<T> recorded(
            Administrator by,
            String failed,
            Map<String, Object> asked,
            Supplier<Uni<? extends T>> act) {
        return Uni.createFrom()
                .<T>deferred(() -> act.get())
                .onFailure()
                .call(
                        failure ->
                                audit.write(by.did(failed, Optional.empty(), with(asked, failure)))
                                        .onFailure()
                                        .invoke(e -> LOG.errorf("No audit of %s: %s", failed, e))
                                        .onFailure()
                                        .recoverWithNull());
    }

    /** The id leads to the line in the log. */
    private static Map<String, Object> with(Map<String, Object> asked, Throwable failure) {
        Map<String, Object> detail = new LinkedHashMap<>(asked);
        if (failure instanceof OAuthException refused) {
            detail.put("refusal", refused.refusal().name());
            detail.put("error_id", refused.id().value());
            if (!refused.fields().isEmpty()) {
                detail.put("wrong", refused.fields().stream().map(FieldError::field).toList());
            }
        } else {
            detail.put("refusal", "SERVER_ERROR");
        }
        return detail;
    }
}
