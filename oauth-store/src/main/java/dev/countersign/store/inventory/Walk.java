package dev.countersign.store.inventory;

import dev.countersign.store.inventory.GrantFilter.Holder;
import dev.countersign.store.inventory.Shapes.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statement of one search: which index is walked, and what must hold of its entries. Put
 * together from constants alone; every value is a parameter.
 *
 * <p>A few holders or a few shapes are walked one by one, newest first, and merged; what matches
 * more than that is walked by time. All conditions are in the index that is walked, so that an
 * entry that does not match costs a twentieth of a microsecond and no row is touched.
 */
final class Walk {

    /**
     * Each shape is looked for in the partition of each week that its grants can end in, once among
     * those that have ended and once among the others. That many looks take some ten milliseconds;
     * where it would be more, the walk by time meets a page of matches sooner.
     */
    private static final int MOST_LOOKS = 4_000;

    /** Weeks that are over and still kept, and the one that has begun. */
    private static final int KEPT_WEEKS = 6;

    private static final String NEWEST_FIRST = " order by g.issued_at desc, g.id desc limit ";

    private final List<@Nullable Object> values = new ArrayList<>();
    private final WalkBounds walked;
    private final String entries;
    private final String limit;

    /**
     * @param shapes all that the filter's access allows; empty if it allows any
     */
    Walk(GrantFilter filter, Optional<List<Shape>> shapes, WalkBounds bounds, int limit) {
        this.walked = bounds;
        this.limit = value(limit, "int");
        this.entries = entries(filter, shapes, bounds(bounds));
    }

    /** Finds a page: {@code id} and {@code issued_at}, newest first. */
    String page() {
        return "select g.id, g.issued_at from (" + entries + ") g" + NEWEST_FIRST + limit;
    }

    /** Counts up to the limit, in no order. */
    String count() {
        return "select count(*) from (select 1 from (" + entries + ") g limit " + limit + ") c";
    }

    @Nullable Object[] values() {
        return values.toArray();
    }

    private String entries(GrantFilter filter, Optional<List<Shape>> shapes, String bounds) {
        Boolean[] ended = filter.status().map(Walk::ended).orElse(new Boolean[] {false, true});
        Holder holder = filter.holder();
        if (holder.session().isPresent()) {
            return ofSession(holder, shapes, ended, bounds);
        }
        if (holder.users().isPresent()) {
            String user = "unnest(" + users(holder) + ") k (user_id)";
            return lateral(user, "g.user_id = k.user_id", rest(shapes, ended) + bounds);
        }
        String endedOrNot = "unnest(" + value(ended, "boolean[]") + ") e (ended)";
        if (shapes.filter(it -> looks(it) * ended.length <= MOST_LOOKS).isPresent()) {
            String shape =
                    "unnest(%s, %s) k (shape, end_id)"
                            .formatted(
                                    value(ids(shapes.get()), "uuid[]"),
                                    value(ends(shapes.get(), walked), "uuid[]"));
            return lateral(
                    shape + " cross join " + endedOrNot,
                    "g.shape = k.shape and g.ended = e.ended and g.id < k.end_id",
                    bounds);
        }
        return lateral(endedOrNot, "g.ended = e.ended", ofShapes(shapes) + bounds);
    }

    /** A session is of one user, so that the users filter little. */
    private String ofSession(
            Holder holder, Optional<List<Shape>> shapes, Boolean[] ended, String bounds) {
        String session = value(holder.session(), "text");
        String users =
                holder.users().isEmpty() ? "" : " and g.user_id = any (" + users(holder) + ")";
        return lateral(
                "(values (" + session + ")) k (sid)",
                "g.sid = k.sid" + users,
                rest(shapes, ended) + bounds);
    }

    private String lateral(String keys, String key, String rest) {
        return "select n.id, n.issued_at from "
                + keys
                + " cross join lateral (select g.id, g.issued_at from grants g where "
                + key
                + rest
                + NEWEST_FIRST
                + limit
                + ") n";
    }

    private String rest(Optional<List<Shape>> shapes, Boolean[] ended) {
        return " and g.ended = any (" + value(ended, "boolean[]") + ")" + ofShapes(shapes);
    }

    private String ofShapes(Optional<List<Shape>> shapes) {
        return shapes.map(it -> " and g.shape = any (" + value(ids(it), "uuid[]") + ")").orElse("");
    }

    private String users(Holder holder) {
        UUID[] ids =
                holder.users().orElse(List.of()).stream()
                        .map(user -> user.value())
                        .distinct()
                        .toArray(UUID[]::new);
        return value(ids, "uuid[]");
    }

    /** Always all of them, so that there are few statements to plan. */
    private String bounds(WalkBounds bounds) {
        return " and g.issued_at >= %s and (g.issued_at, g.id) < (%s, %s)"
                        .formatted(
                                value(bounds.from(), "timestamptz"),
                                value(bounds.before(), "timestamptz"),
                                value(bounds.beforeId(), "uuid"))
                + " and g.id >= %s and g.id < %s"
                        .formatted(value(bounds.leastId(), "uuid"), value(bounds.endId(), "uuid"))
                + " and g.last_used_on between %s and %s"
                        .formatted(
                                value(bounds.firstUse(), "date"), value(bounds.lastUse(), "date"));
    }

    private static long looks(List<Shape> shapes) {
        return shapes.stream().mapToLong(it -> it.longest().toDays() / 7 + KEPT_WEEKS).sum();
    }

    private static UUID[] ids(List<Shape> shapes) {
        return shapes.stream().map(Shape::id).toArray(UUID[]::new);
    }

    private static UUID[] ends(List<Shape> shapes, WalkBounds walked) {
        return shapes.stream().map(it -> walked.endOf(it.longest())).toArray(UUID[]::new);
    }

    private static Boolean[] ended(GrantStatus status) {
        return new Boolean[] {status == GrantStatus.REVOKED};
    }

    private String value(@Nullable Object value, String type) {
        values.add(value);
        return "$" + values.size() + "::" + type;
    }
}
