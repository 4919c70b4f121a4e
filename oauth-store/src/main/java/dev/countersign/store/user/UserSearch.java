package dev.countersign.store.user;

import dev.countersign.protocol.UserId;
import dev.countersign.store.postgres.KeysetPage;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Finds people by the beginning of an address or of a name, in pages, whatever their number. */
@Singleton
public final class UserSearch {

    /** No text has a character that sorts behind it. */
    private static final String BEHIND = Character.toString(Character.MAX_CODE_POINT);

    private static final UserId FIRST = new UserId(new UUID(0, 0));

    /** In the order of the addresses. Ranges instead of LIKE: they use the index. */
    private static final String BY_EMAIL =
            """
            select %s, u.email as place from users u
            where u.email ~>=~ $1 and u.email ~<~ ($1 || $2) and u.email ~>~ $3
            order by u.email using ~<~ limit $4
            """
                    .formatted(User.COLUMNS);

    /** $1 the beginning, $2 what sorts behind, $3 and $4 the place, $5 the limit. */
    private static final String ARM =
            """
            select id, lower(%1$s) as place from users
            where lower(%1$s) ~>=~ %2$s and lower(%1$s) ~<~ (%2$s || $2)
              and lower(%1$s) ~>=~ $3 and (lower(%1$s) ~>~ $3 or id > $4::uuid) and %3$s
            order by lower(%1$s) using ~<~, id limit $5
            """;

    /**
     * In the order of the name that matches: the given name, else the family name; else both
     * together, cut at each of the spaces, since a given name may have spaces, too. Nobody is in
     * two of the three.
     */
    private static final String BY_NAME =
            """
            select %s, f.place from (
              (%s) union all (%s) union all
              (select n.* from unnest($6::text[], $7::text[]) cut (given, family)
               cross join lateral (%s) n)) f
            join users u on u.id = f.id
            order by f.place using ~<~, u.id limit $5
            """
                    .formatted(
                            User.COLUMNS,
                            ARM.formatted("given_name", "lower($1)", "true"),
                            ARM.formatted(
                                    "family_name", "lower($1)", "not " + begins("given_name")),
                            ARM.formatted(
                                    "family_name",
                                    "lower(cut.family)",
                                    "lower(given_name) = lower(cut.given) and not "
                                            + begins("family_name")));

    private final Postgres postgres;

    public UserSearch(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Where a page ended.
     *
     * @param text the address or the name by which the last one was found
     */
    public record Place(String text, UserId id) {}

    /** Somebody and the place. */
    public record Hit(User user, Place place) {}

    /** People whose normalized address begins so; with an empty beginning, everybody. */
    public Uni<KeysetPage<Hit>> byEmail(String beginning, Optional<Place> after, int size) {
        return page(
                size,
                BY_EMAIL,
                beginning.toLowerCase(Locale.ROOT),
                BEHIND,
                after.map(Place::text).orElse(""),
                size + 1);
    }

    /** People whose given, family or full name begins so, in upper or lower case. */
    public Uni<KeysetPage<Hit>> byName(String beginning, Optional<Place> after, int size) {
        List<String> given = new ArrayList<>();
        List<String> family = new ArrayList<>();
        for (int at = beginning.indexOf(' '); at > 0; at = beginning.indexOf(' ', at + 1)) {
            given.add(beginning.substring(0, at));
            family.add(beginning.substring(at + 1));
        }
        return page(
                size,
                BY_NAME,
                beginning,
                BEHIND,
                after.map(Place::text).orElse(""),
                after.map(Place::id).orElse(FIRST),
                size + 1,
                given,
                family);
    }

    private Uni<KeysetPage<Hit>> page(int size, String sql, Object... values) {
        return postgres.execute(sql, values)
                .map(rows -> KeysetPage.of(rows, size, UserSearch::hit));
    }

    private static Hit hit(Row row) {
        User user = User.of(row);
        return new Hit(user, new Place(row.getString("place"), user.id()));
    }

    /** A null name begins with nothing. */
    private static String begins(String column) {
        return """
        coalesce(lower(%1$s) ~>=~ lower($1) and lower(%1$s) ~<~ (lower($1) || $2), false)\
        """
                .formatted(column);
    }
}
