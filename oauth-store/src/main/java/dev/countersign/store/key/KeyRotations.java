package dev.countersign.store.key;

import dev.countersign.jose.KeyRotation;
import dev.countersign.jose.KeySealing;
import dev.countersign.jose.KeyStep;
import dev.countersign.jose.KeyStep.Add;
import dev.countersign.jose.SealedSigningKey;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.postgres.Postgres;
import dev.countersign.store.revocation.Cause;
import dev.countersign.store.revocation.RevocationRules;
import dev.countersign.store.revocation.StampedRule;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Rotating the signing keys, by any replica. The decision is made under a lock, from what the rows
 * are then and by PostgreSQL's clock; so of replicas that come together one does each step, one
 * that dies in between has done nothing, and no clock but that one counts. Key pairs are made
 * before the lock is taken, for that takes long.
 */
@Singleton
public final class KeyRotations {

    private static final Logger LOG = Logger.getLogger(KeyRotations.class);

    private final Postgres postgres;
    private final RevocationRules rules;
    private final KeySealing sealing;
    private final KeyRotation policy;

    public KeyRotations(
            Postgres postgres, RevocationRules rules, KeySealing sealing, KeyRotation policy) {
        this.postgres = postgres;
        this.rules = rules;
        this.sealing = sealing;
        this.policy = policy;
    }

    /** Does what is due, and says how the keys are then. Mostly nothing is, and no lock taken. */
    public Uni<KeyState> rotateWhereDue() {
        return KeySteps.unlocked(postgres)
                .flatMap(
                        state ->
                                due(state).isEmpty()
                                        ? Uni.createFrom().item(state)
                                        : carryOut(
                                                        this::due,
                                                        (connection, done) ->
                                                                Uni.createFrom().voidItem())
                                                .chain(() -> KeySteps.unlocked(postgres)));
    }

    private List<KeyStep> due(KeyState state) {
        return policy.due(state.schedule(), state.now());
    }

    /**
     * A planned rotation out of turn: by the end of the notice another key of each of these
     * algorithms signs. It revokes nothing.
     *
     * @throws IllegalArgumentException in the {@code Uni}, if the policy does not allow the notice
     */
    public Uni<List<DoneStep>> order(
            Set<SigningAlgorithm> algorithms,
            Duration notice,
            Function<List<DoneStep>, AuditEvent> record) {
        return carryOut(
                state ->
                        algorithms.stream()
                                .sorted()
                                .flatMap(
                                        it ->
                                                policy
                                                        .ordered(
                                                                it,
                                                                state.schedule(),
                                                                state.now(),
                                                                notice)
                                                        .stream())
                                .toList(),
                (connection, done) -> AuditEvents.within(record.apply(done)).apply(connection));
    }

    /**
     * The private key is known to others. In one transaction it leaves the JWK Set, its rule is
     * written, and where it was the one that signs a new one does, at once.
     *
     * @throws OAuthException in the {@code Uni}: {@code NOTHING_TO_TAKE_BACK} for a key that is not
     *     there
     */
    public Uni<StampedRule> compromised(
            KeyId key, String by, Function<List<DoneStep>, AuditEvent> record) {
        return algorithm(key)
                .flatMap(this::made)
                .flatMap(
                        made ->
                                rules.record(
                                        Cause.keyCompromised(key)
                                                // before the row, as whoever rotates does
                                                .onlyIf(KeySteps::lock)
                                                .with(it -> replaced(it, made, record)),
                                        by))
                .invoke(
                        () ->
                                LOG.warnf(
                                        "Signing key %s is compromised, and verifies nothing",
                                        key));
    }

    private Uni<Void> replaced(
            SqlConnection connection,
            SealedSigningKey made,
            Function<List<DoneStep>, AuditEvent> record) {
        SigningAlgorithm algorithm = made.algorithm();
        return KeySteps.locked(connection)
                .map(state -> policy.emergency(algorithm, state.schedule(), state.now()))
                .flatMap(
                        step ->
                                KeySteps.run(
                                        connection,
                                        step.stream().toList(),
                                        Map.of(algorithm, made)))
                .invoke(KeyRotations::log)
                .flatMap(done -> AuditEvents.within(record.apply(done)).apply(connection));
    }

    private Uni<SigningAlgorithm> algorithm(KeyId key) {
        return postgres.row("select algorithm from signing_keys where kid = $1", key)
                .map(
                        found ->
                                found.flatMap(row -> SigningAlgorithm.of(row.getString(0)))
                                        .orElseThrow(
                                                () ->
                                                        new OAuthException(
                                                                Refusal.NOTHING_TO_TAKE_BACK)));
    }

    private interface Besides {
        Uni<Void> write(SqlConnection connection, List<DoneStep> done);
    }

    private Uni<List<DoneStep>> carryOut(
            Function<KeyState, List<KeyStep>> decision, Besides besides) {
        return KeySteps.unlocked(postgres)
                .map(decision)
                .flatMap(this::madeFor)
                .flatMap(
                        made ->
                                postgres.transaction(
                                        connection ->
                                                KeySteps.locked(connection)
                                                        .map(decision)
                                                        .flatMap(
                                                                steps ->
                                                                        KeySteps.run(
                                                                                connection,
                                                                                steps,
                                                                                made))
                                                        .call(
                                                                done ->
                                                                        besides.write(
                                                                                connection, done))))
                .invoke(KeyRotations::log);
    }

    private Uni<Map<SigningAlgorithm, SealedSigningKey>> madeFor(List<KeyStep> steps) {
        return Multi.createFrom()
                .items(steps.stream().filter(Add.class::isInstance).map(Add.class::cast))
                .onItem()
                .transformToUniAndConcatenate(step -> made(step.algorithm()))
                .collect()
                .asMap(SealedSigningKey::algorithm);
    }

    private Uni<SealedSigningKey> made(SigningAlgorithm algorithm) {
        return Uni.createFrom()
                .item(() -> sealing.generate(algorithm, Instant.EPOCH))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static void log(List<DoneStep> done) {
        done.forEach(KeyRotations::log);
    }

    private static void log(DoneStep done) {
        switch (done.step()) {
            case Add add ->
                    LOG.infof(
                            "Signing key %s (%s) is published; it signs from %s",
                            done.key(), add.algorithm().word(), add.signsFrom());
            case KeyStep.BringForward forward ->
                    LOG.infof(
                            "Signing key %s signs from %s, earlier than planned",
                            done.key(), forward.signsFrom());
            case KeyStep.Forget ignored ->
                    LOG.infof("Signing key %s is forgotten: no hint needs it", done.key());
        }
    }
}
