package dev.countersign.store.key;

import static dev.countersign.store.postgres.Columns.instant;

import dev.countersign.jose.KeySchedule;
import dev.countersign.jose.KeyStep;
import dev.countersign.jose.KeyStep.Add;
import dev.countersign.jose.KeyStep.BringForward;
import dev.countersign.jose.KeyStep.Forget;
import dev.countersign.jose.KeyTimes;
import dev.countersign.jose.SealedSigningKey;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Steps of a rotation in a transaction. Whoever changes the keys takes the lock first; PostgreSQL
 * gives it back with the transaction, however that ends.
 */
final class KeySteps {

    /** Any number that only this lock uses. */
    private static final String LOCK = "select pg_advisory_xact_lock(7228194433025)";

    /** The time is read after the lock was waited for, and is there where no key is. */
    private static final String STATE =
            """
            select clock_timestamp() as now, k.kid, k.algorithm, k.signs_from, k.signs_until
            from (select 1) as one left join signing_keys k on k.compromised_at is null
            """;

    private static final String ADD =
            """
            insert into signing_keys
              (kid, algorithm, public_jwk, private_key, created_at, signs_from, signs_until)
            values ($1, $2, $3::text::jsonb, $4, clock_timestamp(), $5, $6)
            """;

    private static final String BRING_FORWARD =
            "update signing_keys set signs_from = $2 where kid = $1";

    private static final String END = "update signing_keys set signs_until = $2 where kid = $1";

    private static final String FORGET = "delete from signing_keys where kid = $1";

    private KeySteps() {}

    static Uni<Void> lock(SqlConnection connection) {
        return Postgres.execute(connection, LOCK).replaceWithVoid();
    }

    /** Under the lock, which a transaction may take twice. */
    static Uni<KeyState> locked(SqlConnection connection) {
        return lock(connection)
                .chain(() -> Postgres.execute(connection, STATE))
                .map(KeySteps::state);
    }

    static Uni<KeyState> unlocked(Postgres postgres) {
        return postgres.execute(STATE).map(KeySteps::state);
    }

    private static KeyState state(Iterable<Row> rows) {
        Instant now = instant(rows.iterator().next(), "now");
        List<KeyTimes> keys =
                StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getString("kid") != null)
                        .flatMap(KeySteps::times)
                        .toList();
        return new KeyState(new KeySchedule(keys), now);
    }

    /** A key of an algorithm that only a newer release knows is not ours to rotate. */
    static Stream<KeyTimes> times(Row row) {
        return SigningAlgorithm.of(row.getString("algorithm")).stream()
                .map(
                        algorithm ->
                                new KeyTimes(
                                        new KeyId(row.getString("kid")),
                                        algorithm,
                                        instant(row, "signs_from"),
                                        instant(row, "signs_until")));
    }

    /**
     * Does what it can: a step for which no key was made beforehand waits for the next time.
     *
     * @param made a new key of each algorithm that may need one
     */
    static Uni<List<DoneStep>> run(
            SqlConnection connection,
            List<KeyStep> steps,
            Map<SigningAlgorithm, SealedSigningKey> made) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> run(connection, step, made))
                .collect()
                .asList()
                .map(done -> done.stream().flatMap(Optional::stream).toList());
    }

    private static Uni<Optional<DoneStep>> run(
            SqlConnection connection, KeyStep step, Map<SigningAlgorithm, SealedSigningKey> made) {
        return switch (step) {
            case Add add ->
                    Optional.ofNullable(made.get(add.algorithm()))
                            .map(key -> add(connection, add, key))
                            .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
            case BringForward forward ->
                    Postgres.execute(connection, BRING_FORWARD, forward.key(), forward.signsFrom())
                            .chain(
                                    () ->
                                            end(
                                                    connection,
                                                    forward.predecessor(),
                                                    forward.signsFrom()))
                            .replaceWith(Optional.of(new DoneStep(forward, forward.key())));
            case Forget forget ->
                    Postgres.execute(connection, FORGET, forget.key())
                            .replaceWith(Optional.of(new DoneStep(forget, forget.key())));
        };
    }

    private static Uni<Optional<DoneStep>> add(
            SqlConnection connection, Add add, SealedSigningKey key) {
        return Postgres.execute(
                        connection,
                        ADD,
                        key.id(),
                        key.algorithm().word(),
                        key.publicJwk(),
                        key.sealedPrivateKey(),
                        add.signsFrom(),
                        add.signsUntil())
                .chain(() -> end(connection, add.predecessor(), add.signsFrom()))
                .replaceWith(Optional.of(new DoneStep(add, key.id())));
    }

    private static Uni<Void> end(SqlConnection connection, Optional<KeyId> key, Instant at) {
        return key.isEmpty()
                ? Uni.createFrom().voidItem()
                : Postgres.execute(connection, END, key.get(), at).replaceWithVoid();
    }
}
