package dev.countersign.store.subject;

import dev.countersign.protocol.SectorIdentifier;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The subject identifiers of people in sectors, OpenID Connect Core 1.0 §8.1: random, so that
 * nothing but this store leads from one to the person or to another.
 *
 * <p>One is there before anything is issued under it. So whoever reads the subjects of a person
 * after the commit of a rule on that person finds those of all tokens that do not know the rule.
 */
@Singleton
public final class PairwiseSubjects {

    private static final String FIND =
            "select subject from pairwise_subjects where user_id = $1 and sector = $2";

    /** The lock lets nobody be erased in between, whose subjects are marked then. */
    private static final String MAKE =
            """
            with person as (select id from users where id = $1 for key share)
            insert into pairwise_subjects (subject, user_id, sector)
            select gen_random_uuid(), id, $2 from person
            on conflict (user_id, sector) do update set sector = excluded.sector
            returning subject
            """;

    private static final String USERS =
            """
            select subject, user_id from pairwise_subjects
            where sector = $1 and subject = any ($2::text[]::uuid[])
            """;

    private static final String USER = "select user_id from pairwise_subjects where subject = $1";

    private final Postgres postgres;

    public PairwiseSubjects(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Who the person is in the sector, from now on and for good. Outside of any it is the public
     * subject, and nothing is read.
     *
     * @throws OAuthException in the {@code Uni}: {@code AUTHORIZATION_FALLEN} where the person is
     *     gone
     */
    public Uni<SubjectIdentifier> of(UserId user, Optional<SectorIdentifier> sector) {
        return sector.isEmpty()
                ? Uni.createFrom().item(SubjectIdentifier.of(user))
                : of(user, sector.get());
    }

    private Uni<SubjectIdentifier> of(UserId user, SectorIdentifier sector) {
        return postgres.row(FIND, user, sector)
                .flatMap(
                        found ->
                                found.isPresent()
                                        ? Uni.createFrom().item(found)
                                        : postgres.row(MAKE, user, sector))
                .map(
                        row ->
                                row.map(it -> new SubjectIdentifier(it.getUUID("subject")))
                                        .orElseThrow(
                                                () ->
                                                        new OAuthException(
                                                                Refusal.AUTHORIZATION_FALLEN)));
    }

    /** Who is meant by these subjects within the sector; what is nobody's there is left out. */
    public Uni<Map<String, UserId>> users(SectorIdentifier sector, Collection<String> subjects) {
        List<String> possible = new ArrayList<>(subjects);
        possible.removeIf(it -> !isOne(it));
        return postgres.execute(USERS, sector, possible)
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .collect(
                                                Collectors.toMap(
                                                        row -> row.getUUID("subject").toString(),
                                                        PairwiseSubjects::user)));
    }

    /** Whose it is in whatever sector; empty for one that is pairwise nowhere. */
    public Uni<Optional<UserId>> user(SubjectIdentifier subject) {
        return postgres.row(USER, subject).map(row -> row.map(PairwiseSubjects::user));
    }

    private static UserId user(Row row) {
        return new UserId(row.getUUID("user_id"));
    }

    private static boolean isOne(String text) {
        return SubjectIdentifier.find(text).filter(it -> it.toString().equals(text)).isPresent();
    }
}
