package dev.countersign.auth.admin.applications;

import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.auth.admin.IfMatch;
import dev.countersign.auth.admin.Transaction;
import dev.countersign.clients.StoredSecret;
import dev.countersign.protocol.ClientId;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.revocation.Cause;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.web.administration.Administrator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * What takes access back: the fact, its rule and its audit record are one transaction, and the rule
 * is in force when the call is answered.
 */
@Singleton
final class EndedAccess {

    private final RevocationRules rules;

    EndedAccess(RevocationRules rules) {
        this.rules = rules;
    }

    Uni<RegisteredApplication> disable(String clientId, IfMatch read, Administrator by) {
        return version(clientId, read)
                .flatMap(
                        version ->
                                record(
                                        Cause.applicationDisabled(new ClientId(clientId), version),
                                        "application.disabled",
                                        clientId,
                                        by))
                .chain(() -> Transaction.of(() -> Registrations.find(clientId)))
                .map(RegisteredApplication::of);
    }

    Uni<Void> delete(String clientId, IfMatch read, Administrator by) {
        return version(clientId, read)
                .flatMap(
                        version ->
                                record(
                                        Cause.applicationDeleted(new ClientId(clientId), version),
                                        "application.deleted",
                                        clientId,
                                        by));
    }

    /** The old secret ends, and all that was obtained with it. */
    Uni<Void> leaked(String clientId, StoredSecret replacement, Administrator by) {
        return record(
                Cause.secretLeaked(new ClientId(clientId), replacement),
                "application.secret_leaked",
                clientId,
                by);
    }

    /** The version that was read, if it still is that one. */
    private static Uni<Long> version(String clientId, IfMatch read) {
        return Transaction.of(() -> Registrations.find(clientId))
                .map((ApplicationEntity it) -> it.version)
                .invoke(read::check);
    }

    private Uni<Void> record(Cause cause, String action, String clientId, Administrator by) {
        return rules.record(
                        cause.with(
                                AuditEvents.within(
                                        by.did(
                                                action,
                                                Optional.of(clientId),
                                                Map.of("rule", cause.rule().id().toString())))),
                        by.getName())
                .replaceWithVoid();
    }
}
