package dev.countersign.store.key;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.jose.CryptoProvider;
import dev.countersign.jose.KeyRotation;
import dev.countersign.jose.KeySealing;
import dev.countersign.jose.KeyTimes;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.store.Stores;
import dev.countersign.store.audit.AuditEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRotationsTest {

    private static final int ALGORITHMS = SigningAlgorithm.values().length;
    private static final SigningAlgorithm ES256 = SigningAlgorithm.ES256;
    private static final AuditEvent AUDIT =
            new AuditEvent("a test", "keys.rotated", Optional.empty(), Map.of(), Optional.empty());

    static {
        // as a service does: key pairs of RSA are found several times as fast
        CryptoProvider.install();
    }

    private final Stores stores = Stores.shared();
    private final KeyRotations rotations = replica();
    private final SigningKeyRows rows = new SigningKeyRows(stores.postgres);

    private KeyRotations replica() {
        return new KeyRotations(
                stores.postgres,
                stores.rules,
                KeySealing.parse(Stores.keyLine(3)),
                new KeyRotation(Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(400)));
    }

    @BeforeEach
    void noKeys() {
        stores.sql("delete from signing_keys");
    }

    private KeyTimes signing() {
        KeyState state = await(KeySteps.unlocked(stores.postgres));
        return state.schedule().signing(ES256, state.now()).orElseThrow();
    }

    private long keys() {
        return await(rows.all()).size();
    }

    private void pass(String interval) {
        stores.sql(
                """
                update signing_keys set created_at = created_at - interval '%1$s',
                  signs_from = signs_from - interval '%1$s',
                  signs_until = signs_until - interval '%1$s'
                """
                        .formatted(interval));
    }

    /** Contract, section 4. */
    @Test
    void overItsLifeAKeyIsSucceededAndForgottenAndManyReplicasDoEachStepOnce() {
        rotateAllAtOnce();
        assertThat(keys()).isEqualTo(ALGORITHMS);
        KeyId first = signing().id();

        pass("89 days 1 minute");
        rotateAllAtOnce();
        assertThat(keys()).isEqualTo(2L * ALGORITHMS);
        assertThat(signing().id()).isEqualTo(first);

        pass("1 day");
        rotateAllAtOnce();
        assertThat(keys()).isEqualTo(2L * ALGORITHMS);
        assertThat(signing().id()).isNotEqualTo(first);
        assertThat(await(rows.stands(first))).isTrue();

        // the second one signs on, a third is published, and the first is nobody's any more
        pass("400 days");
        rotateAllAtOnce();
        assertThat(await(rows.stands(first))).isFalse();
    }

    private void rotateAllAtOnce() {
        IntStream.range(0, 3)
                .mapToObj(i -> replica().rotateWhereDue().subscribeAsCompletionStage())
                .toList()
                .forEach(it -> await(Uni.createFrom().completionStage(it)));
    }

    @Test
    void anOrderEndsTheKeyBeforeItWhereTheNewOneBegins() {
        await(rotations.rotateWhereDue());
        KeyTimes before = signing();

        List<DoneStep> done =
                await(rotations.order(Set.of(ES256), Duration.ofHours(1), steps -> AUDIT));

        assertThat(done).hasSize(1);
        assertThat(signing().id()).isEqualTo(before.id());
        assertThat(signing().signsUntil()).isBefore(before.signsUntil());
        KeyTimes next = next();
        assertThat(next.signsFrom()).isEqualTo(signing().signsUntil());
        assertThat(next.id()).isEqualTo(done.getFirst().key());
    }

    private KeyTimes next() {
        KeyState state = await(KeySteps.unlocked(stores.postgres));
        return state.schedule().next(ES256, state.now()).orElseThrow();
    }

    @Test
    void anOrderWhoseRecordFailsChangesNothing() {
        await(rotations.rotateWhereDue());

        assertThatThrownBy(
                        () ->
                                await(
                                        rotations.order(
                                                Set.of(ES256),
                                                Duration.ofHours(1),
                                                steps -> {
                                                    throw new IllegalStateException("no record");
                                                })))
                .hasMessage("no record");
        assertThat(keys()).isEqualTo(ALGORITHMS);
    }

    /** Design, Keys: a compromised key leaves the JWK Set in the rule's transaction. */
    @Test
    void whoeverReadsTheKeysWithTheRuleReadsTheNewOne() {
        await(rotations.rotateWhereDue());
        KeyId lost = signing().id();

        await(rotations.compromised(lost, "a test", steps -> AUDIT));

        assertThat(await(rows.stands(lost))).isFalse();
        assertThat(signing().id()).isNotEqualTo(lost);
        assertThat(keys()).isEqualTo(ALGORITHMS);
        assertThat(await(stores.postgres.row("select from revocation_rules where kid = $1", lost)))
                .isPresent();
    }

    @Test
    void aCompromisedKeyThatSignsNoMoreIsNotReplaced() {
        await(rotations.rotateWhereDue());
        KeyId signing = signing().id();
        await(rotations.order(Set.of(ES256), Duration.ofHours(1), steps -> AUDIT));

        await(rotations.compromised(next().id(), "a test", steps -> AUDIT));

        assertThat(signing().id()).isEqualTo(signing);
        assertThat(keys()).isEqualTo(ALGORITHMS);
    }
}
