package dev.countersign.revocation.rules;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.revocation.RevocationRule;
import dev.countersign.revocation.propagation.Propagation;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.revocation.BoundedCount;
import dev.countersign.store.revocation.Cause;
import dev.countersign.store.revocation.RecordedRules;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.store.revocation.RuleTargets;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.Attempts;
import dev.countersign.web.administration.LongReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Records what administrators revoke: one rule and one event, however much it stops. It is in force
 * here when it is committed; neither the rows nor the broker are waited for. Its audit record is
 * written in its transaction.
 */
@Singleton
final class Revocations {

    private final RuleTargets targets;
    private final RevocationRules rules;
    private final RecordedRules recorded;
    private final AuditEvents audit;
    private final Attempts attempts;
    private final Propagation propagation;
    private final LongReads reads;

    Revocations(
            RuleTargets targets,
            RevocationRules rules,
            RecordedRules recorded,
            AuditEvents audit,
            Attempts attempts,
            Propagation propagation,
            LongReads reads) {
        this.targets = targets;
        this.rules = rules;
        this.recorded = recorded;
        this.audit = audit;
        this.attempts = attempts;
        this.propagation = propagation;
        this.reads = reads;
    }

    Uni<RevocationReport> revoke(RevocationRequest request, Administrator by) {
        return attempts.recorded(
                by, "revocation.create_failed", asked(request), () -> create(request, by));
    }

    private Uni<RevocationReport> create(RevocationRequest request, Administrator by) {
        String reason = request.order().statedReason();
        return rule(request)
                .flatMap(
                        rule -> {
                            AuditEvent event =
                                    by.did(
                                            "revocation.created",
                                            Optional.of(rule.id().toString()),
                                            detail(rule, reason));
                            return rules.record(
                                    Cause.administrator(rule, reason)
                                            .with(AuditEvents.within(event)),
                                    by.getName());
                        })
                .map(stamped -> RevocationReport.of(stamped, reason, by.getName()));
    }

    /** Writes nothing but its audit record. */
    Uni<LiveGrants> dryRun(RevocationRequest request, Administrator by) {
        return attempts.recorded(
                by, "revocation.dry_run_failed", asked(request), () -> count(request, by));
    }

    private Uni<LiveGrants> count(RevocationRequest request, Administrator by) {
        return rule(request)
                .flatMap(
                        rule ->
                                reads.read(() -> rules.wouldStop(rule))
                                        .call(
                                                count ->
                                                        audit.write(
                                                                counted(rule, count, request, by))))
                .map(LiveGrants::of);
    }

    /** A failed {@code Uni} carries {@link Refusal#UNKNOWN} for what is not kept, or never was. */
    Uni<FollowedRevocation> report(UUID id) {
        return recorded.find(id)
                .map(rule -> rule.orElseThrow(() -> new OAuthException(Refusal.UNKNOWN)))
                .map(rule -> FollowedRevocation.of(rule, propagation));
    }

    private static Map<String, Object> asked(RevocationRequest request) {
        return Map.of("members", request.names());
    }

    private Uni<RevocationRule> rule(RevocationRequest request) {
        RequestedRule wanted = request.parse();
        return targets.find(wanted.wanted()).map(wanted::on);
    }

    private static AuditEvent counted(
            RevocationRule rule, BoundedCount count, RevocationRequest request, Administrator by) {
        Map<String, Object> detail =
                new LinkedHashMap<>(detail(rule, request.order().statedReason()));
        detail.put("live_grants", count.value());
        return by.did("revocation.dry_run", Optional.empty(), detail);
    }

    /** The rule in the names of the public format: ids only. */
    private static Map<String, Object> detail(RevocationRule rule, String reason) {
        Map<String, Object> detail = new LinkedHashMap<>();
        rule.tokenId().ifPresent(it -> detail.put("jti", it.value()));
        rule.grant().ifPresent(it -> detail.put("grant_id", it.toString()));
        rule.session().ifPresent(it -> detail.put("sid", it.value()));
        if (!rule.subjects().isEmpty()) {
            detail.put("sub", rule.subjects().stream().sorted().toList());
        }
        rule.client().ifPresent(it -> detail.put("client", it.value()));
        rule.audience().ifPresent(it -> detail.put("aud", it));
        rule.key().ifPresent(it -> detail.put("kid", it.value()));
        rule.before().ifPresent(it -> detail.put("before", it.toString()));
        if (rule.everything()) {
            detail.put("everything", true);
        }
        detail.put("reason", reason);
        return detail;
    }
}
