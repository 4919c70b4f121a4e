package dev.countersign.store.key;

import static dev.countersign.store.postgres.Columns.instant;
import static dev.countersign.store.postgres.Columns.optionalBytes;

import dev.countersign.jose.SealedSigningKey;
import dev.countersign.jose.SigningKeys;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The signing keys in PostgreSQL, which never sees one unsealed. */
@Singleton
public final class SigningKeyRows implements SigningKeys {

    private static final String ALL =
            """
            select kid, algorithm, public_jwk::text as public_jwk, private_key,
                   created_at, signs_from, signs_until
            from signing_keys where compromised_at is null order by created_at, kid
            """;

    private static final String STANDS =
            "select 1 from signing_keys where kid = $1 and compromised_at is null";

    /** Of many replicas that find no key, one adds. */
    private static final String ADD_IF_NONE =
            """
            insert into signing_keys
              (kid, algorithm, public_jwk, private_key, created_at, signs_from, signs_until)
            select $1, $2, $3::text::jsonb, $4, $5, $6, $7
            where not exists
              (select 1 from signing_keys where compromised_at is null and algorithm = $2)
            """;

    private final Postgres postgres;

    public SigningKeyRows(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public Uni<List<SealedSigningKey>> all() {
        return postgres.execute(ALL)
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .flatMap(SigningKeyRows::key)
                                        .toList());
    }

    @Override
    public Uni<Boolean> stands(KeyId id) {
        return postgres.row(STANDS, id).map(Optional::isPresent);
    }

    @Override
    public Uni<Void> addIfNone(SealedSigningKey first) {
        return postgres.transaction(
                connection ->
                        KeySteps.lock(connection)
                                .chain(
                                        () ->
                                                Postgres.execute(
                                                        connection,
                                                        ADD_IF_NONE,
                                                        first.id(),
                                                        first.algorithm().word(),
                                                        first.publicJwk(),
                                                        first.sealedPrivateKey(),
                                                        first.createdAt(),
                                                        first.signsFrom(),
                                                        first.signsUntil()))
                                .replaceWithVoid());
    }

    /** A key of an algorithm that only a newer release knows is none to this one. */
    private static Stream<SealedSigningKey> key(Row row) {
        return SigningAlgorithm.of(row.getString("algorithm")).stream()
                .map(algorithm -> key(row, algorithm));
    }

    private static SealedSigningKey key(Row row, SigningAlgorithm algorithm) {
        return new SealedSigningKey(
                new KeyId(row.getString("kid")),
                algorithm,
                row.getString("public_jwk"),
                optionalBytes(row, "private_key").orElseThrow(),
                instant(row, "created_at"),
                instant(row, "signs_from"),
                instant(row, "signs_until"));
    }
}
