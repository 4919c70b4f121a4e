package dev.countersign.revocation.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.protocol.GrantId;
import dev.countersign.revocation.inventory.TokensPage.Count;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.inventory.GrantStatus;
import dev.countersign.store.inventory.Inventory;
import dev.countersign.store.inventory.InventoryRow;
import dev.countersign.store.revocation.SelectedGrants;
import dev.countersign.store.revocation.SelectedGrants.Selected;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.Attempts;
import dev.countersign.web.administration.LongReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Revokes the grants that an administrator selected: all in one transaction, one rule each. */
@Singleton
final class SelectedRevocation {

    private final Inventory inventory;
    private final SelectedGrants grants;
    private final AuditEvents audit;
    private final Attempts attempts;
    private final LongReads reads;

    SelectedRevocation(
            Inventory inventory,
            SelectedGrants grants,
            AuditEvents audit,
            Attempts attempts,
            LongReads reads) {
        this.inventory = inventory;
        this.grants = grants;
        this.audit = audit;
        this.attempts = attempts;
        this.reads = reads;
    }

    /**
     * @param over those that had ended before, one way or another
     * @param unknown those that there are not
     */
    record Outcome(List<Revoked> revoked, List<String> over, List<String> unknown) {}

    /** The rule can be followed under {@code /admin/revocations}. */
    record Revoked(@JsonProperty("grant_id") String grantId, String rule) {}

    record DryRun(
            @JsonProperty("live_grants") Count liveGrants,
            List<String> over,
            List<String> unknown) {}

    Uni<Outcome> revoke(Selection selection, Administrator by) {
        return attempts.recorded(
                by, "tokens.revoke_failed", asked(selection), () -> revokeAll(selection, by));
    }

    private Uni<Outcome> revokeAll(Selection selection, Administrator by) {
        List<GrantId> ids = selection.parse();
        String reason = selection.order().statedReason();
        return grants.revoke(
                        ids,
                        reason,
                        by.getName(),
                        AuditEvents.within(
                                by.did(
                                        "tokens.revoked",
                                        Optional.empty(),
                                        Map.of("grants", texts(ids), "reason", reason))))
                .map(SelectedRevocation::outcome);
    }

    /** Writes nothing but its audit record. */
    Uni<DryRun> dryRun(Selection selection, Administrator by) {
        return attempts.recorded(
                by, "tokens.revoke_dry_run_failed", asked(selection), () -> count(selection, by));
    }

    private Uni<DryRun> count(Selection selection, Administrator by) {
        List<GrantId> ids = selection.parse();
        return reads.read(() -> inventory.find(ids))
                .map(rows -> dryRun(ids, rows))
                .call(
                        run ->
                                audit.write(
                                        by.did(
                                                "tokens.revoke_dry_run",
                                                Optional.empty(),
                                                Map.of(
                                                        "grants",
                                                        texts(ids),
                                                        "live_grants",
                                                        run.liveGrants().value()))));
    }

    private static Outcome outcome(Selected selected) {
        return new Outcome(
                selected.revoked().entrySet().stream()
                        .map(it -> new Revoked(it.getKey().toString(), it.getValue().toString()))
                        .toList(),
                texts(selected.over()),
                texts(selected.unknown()));
    }

    private static DryRun dryRun(List<GrantId> ids, List<InventoryRow> rows) {
        Set<GrantId> known = rows.stream().map(InventoryRow::id).collect(Collectors.toSet());
        List<GrantId> over =
                rows.stream()
                        .filter(row -> row.status() != GrantStatus.LIVE)
                        .map(InventoryRow::id)
                        .toList();
        return new DryRun(
                new Count(rows.size() - over.size(), "exact"),
                texts(over),
                texts(ids.stream().filter(id -> !known.contains(id)).toList()));
    }

    private static Map<String, Object> asked(Selection selection) {
        return Map.of("grants", texts(selection.ids()));
    }

    private static List<String> texts(List<GrantId> ids) {
        return ids.stream().map(GrantId::toString).toList();
    }
}
