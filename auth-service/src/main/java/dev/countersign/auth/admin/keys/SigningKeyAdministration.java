package dev.countersign.auth.admin.keys;

import dev.countersign.jose.KeyRotation;
import dev.countersign.protocol.KeyId;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.key.DoneStep;
import dev.countersign.store.key.KeyRecords;
import dev.countersign.store.key.KeyRotations;
import dev.countersign.web.administration.Administrator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What administrators do to signing keys; each act is one transaction with its audit record. */
@Singleton
final class SigningKeyAdministration {

    private final KeyRecords records;
    private final KeyRotations rotations;
    private final KeyRotation policy;
    private final InstantSource clock;

    SigningKeyAdministration(
            KeyRecords records, KeyRotations rotations, KeyRotation policy, InstantSource clock) {
        this.records = records;
        this.rotations = rotations;
        this.policy = policy;
        this.clock = clock;
    }

    Uni<KeyDocument.All> list() {
        return records.all().map(keys -> KeyDocument.All.of(keys, clock.instant()));
    }

    Uni<KeyDocument.All> rotate(RotationOrder order, Administrator by) {
        RotationOrder.Checked checked = order.check(policy);
        return rotations
                .order(
                        checked.algorithms(),
                        checked.notice(),
                        done -> rotated(done, checked.notice(), by))
                .chain(this::list);
    }

    Uni<KeyDocument.All> compromised(KeyId key, Administrator by) {
        return rotations
                .compromised(key, by.getName(), done -> compromised(key, done, by))
                .chain(this::list);
    }

    private static AuditEvent rotated(List<DoneStep> done, Duration notice, Administrator by) {
        return by.did(
                "keys.rotated",
                Optional.empty(),
                Map.of("signs_in", notice.toString(), "keys", ids(done)));
    }

    private static AuditEvent compromised(KeyId key, List<DoneStep> done, Administrator by) {
        return by.did(
                "key.compromised", Optional.of(key.value()), Map.of("replaced_by", ids(done)));
    }

    private static List<String> ids(List<DoneStep> done) {
        return done.stream().map(it -> it.key().value()).toList();
    }
}
