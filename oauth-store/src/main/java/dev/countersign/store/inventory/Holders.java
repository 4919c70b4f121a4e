package dev.countersign.store.inventory;

import dev.countersign.protocol.UserId;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Finds the people that an administrator means: by id, be it that of a sector, by address, or by
 * the beginning of a name.
 */
@Singleton
public final class Holders {

    /** A search is of so many people at most. */
    public static final int MOST = 50;

    /** Whoever reports somebody may know a pairwise subject only. */
    private static final String BY_ID =
            """
            select coalesce((select user_id from pairwise_subjects where subject = $1::uuid), $1::uuid) as id
            """;

    private static final String BY_EMAIL = "select id from users where email = $1";

    /**
     * By given, family and full name; the full one is cut at each of its spaces, since a given name
     * may have spaces, too. Ranges instead of LIKE: they use the index whatever is looked for.
     */
    private static final String BY_NAME =
            """
            select id from (
              (select id from users
               where lower(given_name) ~>=~ lower($1) and lower(given_name) ~<~ (lower($1) || $4)
               limit $5)
              union
              (select id from users
               where lower(family_name) ~>=~ lower($1) and lower(family_name) ~<~ (lower($1) || $4)
               limit $5)
              union
              (select u.id from unnest($2::text[], $3::text[]) n (given, family)
               cross join lateral (
                 select id from users
                 where lower(given_name) = lower(n.given)
                   and lower(family_name) ~>=~ lower(n.family)
                   and lower(family_name) ~<~ (lower(n.family) || $4)
                 limit $5) u)) found
            limit $5
            """;

    /** No name has a character that sorts behind it. */
    private static final String BEHIND = Character.toString(Character.MAX_CODE_POINT);

    private final Postgres postgres;

    public Holders(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Who is meant. */
    public sealed interface Found {

        /** These people; one that was named by id may be deleted. */
        record These(List<UserId> users) implements Found {

            public These {
                users = List.copyOf(users);
            }
        }

        /** More than {@link #MOST}. */
        record TooMany() implements Found {}
    }

    /**
     * @param text an id, an address, which has an {@code @}, or the beginning of a name
     */
    public Uni<Found> find(String text) {
        String wanted = text.strip();
        if (wanted.isEmpty() || wanted.indexOf('\0') >= 0) {
            // PostgreSQL has no text with this character, so it is nobody's
            return Uni.createFrom().item(new Found.These(List.of()));
        }
        Optional<UserId> id = UserId.find(wanted);
        if (id.isPresent()) {
            return found(BY_ID, id.get());
        }
        return wanted.indexOf('@') >= 0
                ? found(BY_EMAIL, wanted.toLowerCase(Locale.ROOT))
                : byName(wanted);
    }

    private Uni<Found> byName(String wanted) {
        List<String> given = new ArrayList<>();
        List<String> family = new ArrayList<>();
        for (int at = wanted.indexOf(' '); at > 0; at = wanted.indexOf(' ', at + 1)) {
            given.add(wanted.substring(0, at));
            family.add(wanted.substring(at + 1));
        }
        return found(BY_NAME, wanted, given, family, BEHIND, MOST + 1);
    }

    private Uni<Found> found(String sql, Object... values) {
        return postgres.execute(sql, values)
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map((Row row) -> new UserId(row.getUUID("id")))
                                        .toList())
                .map(users -> users.size() > MOST ? new Found.TooMany() : new Found.These(users));
    }
}
