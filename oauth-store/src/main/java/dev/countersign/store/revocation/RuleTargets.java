package dev.countersign.store.revocation;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether there is what a rule is to be on. A rule on nothing looks done, so whoever types a name
 * is told. What is deleted may still be out there: an application, an API or a user that grants
 * were made of counts as known.
 */
@Singleton
public final class RuleTargets {

    private static final String FIND =
            """
            select
              coalesce(
                (select id from users where id = $1::uuid),
                (select id from users where email = $2::text),
                (select user_id from grants where user_id = $1::uuid limit 1),
                (select user_id from pairwise_subjects where subject = $1::uuid)) as user_id,
              exists (select from applications where client_id = $3::text)
                or exists (select from grant_shapes where client_id = $3::text) as application,
              $4::text in ($5::text, $5::text || '/admin')
                or exists (select from apis where identifier = $4::text)
                or exists (select from applications where client_id = $4::text)
                or exists (select from grant_shapes where audiences @> array[$4::text]) as audience,
              exists (select from signing_keys where kid = $6::text) as key,
              coalesce($7::timestamptz <= clock_timestamp(), false) as past
            """;

    private final Postgres postgres;
    private final Issuer issuer;

    public RuleTargets(Postgres postgres, Issuer issuer) {
        this.postgres = postgres;
        this.issuer = issuer;
    }

    /**
     * What was asked for by name; what is empty is not asked for.
     *
     * @param user by id, or by the id that some sector knows the user by
     * @param email a user by normalized address
     */
    public record Wanted(
            Optional<UserId> user,
            Optional<String> email,
            Optional<ClientId> client,
            Optional<String> audience,
            Optional<KeyId> key,
            Optional<Instant> before) {}

    /**
     * What there is.
     *
     * @param past whether the instant is not in the future, by PostgreSQL's clock
     */
    public record Found(
            Optional<UserId> user, boolean client, boolean audience, boolean key, boolean past) {}

    public Uni<Found> find(Wanted wanted) {
        return postgres.row(
                        FIND,
                        wanted.user(),
                        wanted.email(),
                        wanted.client(),
                        wanted.audience(),
                        issuer.value(),
                        wanted.key(),
                        wanted.before())
                .map(row -> found(row.orElseThrow()));
    }

    private static Found found(Row row) {
        return new Found(
                Optional.ofNullable(row.getUUID("user_id")).map(UserId::new),
                row.getBoolean("application"),
                Boolean.TRUE.equals(row.getBoolean("audience")),
                row.getBoolean("key"),
                row.getBoolean("past"));
    }
}
