package dev.countersign.store.inventory;

import dev.countersign.store.inventory.GrantFilter.Days;
import dev.countersign.store.inventory.GrantFilter.Holder;
import dev.countersign.store.inventory.Shapes.Shape;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one search: which index is walked, and what must hold of its entries. Put
 * together from constants alone; every value is a parameter.
 *
 * <p>A few holders or a few shapes are walked one by one, newest first, and merged; what matches
 * more than that is walked by time. All conditions are in the index that is walked, so that an
 * entry that does not match costs a twentieth of a microsecond and no row is touched.
 *
 * <p>A walk by shape, newest first, may pass millions of grants by before it meets those that were
 * last used on a day long ago. So these are gathered first, by shape and day, and sorted: where
 * they are few, that costs as many entries as there are; where they are many, a walk meets a page
 * of them soon, and gathering has stopped in vain after a bounded number.
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

    private static final String NEWEST_FIRST = " order by g.issued_at desc, g.id desc";

    /** Leaves one index that has this order. */
    private static final String BY_USE = " order by g.last_used_on";

    private final Bindings bindings = new Bindings();
    private final WalkBounds bounds;
    private final Lanes lanes;
    private final boolean gathers;
    private final String limit;

    /**
     * What is walked, one after the other.
     *
     * @param keys one row each
     * @param entries which index entries are of a key, and what must hold of them
     * @param besides what must hold of the entries, too, and is asked once they are merged: by what
     *     all partitions share, instead of each making it for itself
     */
    private record Lanes(String keys, String entries, Optional<String> besides) {

        Lanes(String keys, String entries) {
            this(keys, entries, Optional.empty());
        }

        String inOrder(String order, String limit) {
            String found =
                    besides.map(
                                    it ->
                                            // the offset keeps the condition out of the index
                                            "(select g.id, g.issued_at, g.shape from grants g where "
                                                    + entries
                                                    + order
                                                    + " offset 0) g where "
                                                    + it)
                            .orElse("grants g where " + entries);
            return """
                    select n.id, n.issued_at from %s cross join lateral
                      (select g.id, g.issued_at from %s%s limit %s) n"""
                    .formatted(keys, found, order, limit);
        }
    }

    /**
     * @param shapes all that the filter's access allows; empty if it allows any
     */
    Walk(GrantFilter filter, Optional<List<Shape>> shapes, WalkBounds bounds, int limit) {
        this.bounds = bounds;
        this.limit = bindings.bind(limit, "int");
        this.gathers =
                filter.holder().equals(Holder.ANY)
                        && !filter.lastUsed().equals(Days.ANY)
                        && shapes.filter(it -> areFew(it, ended(filter))).isPresent();
        this.lanes = lanes(filter, shapes);
    }

    /** Whether what matches is gathered before it is walked to. */
    boolean gathers() {
        return gathers;
    }

    /** Finds a page: {@code id} and {@code issued_at}, newest first. */
    String page() {
        return "select g.id, g.issued_at from ("
                + lanes.inOrder(NEWEST_FIRST, limit)
                + ") g"
                + NEWEST_FIRST
                + " limit "
                + limit;
    }

    /**
     * Finds the same page and how many were {@code found}.
     *
     * @param most so many are gathered; if more were found, it is no page
     */
    String gathered(int most) {
        return "with g as materialized (%s limit %d)"
                        .formatted(lanes.inOrder(BY_USE, String.valueOf(most + 1)), most + 1)
                + " select g.id, g.issued_at, (select count(*) from g) as found from g"
                + NEWEST_FIRST
                + " limit "
                + limit;
    }

    /** Counts up to the limit. */
    String count() {
        String order = gathers ? BY_USE : NEWEST_FIRST;
        return "select count(*) from (select 1 from (%s) g limit %s) c"
                .formatted(lanes.inOrder(order, limit), limit);
    }

    @Nullable Object[] values() {
        return bindings.values();
    }

    private Lanes lanes(GrantFilter filter, Optional<List<Shape>> shapes) {
        Boolean[] ended = ended(filter);
        Holder holder = filter.holder();
        String conditions = bounds.condition(bindings);
        if (holder.session().isPresent()) {
            return ofSession(holder, rest(shapes, ended) + conditions);
        }
        if (holder.users().isPresent()) {
            return new Lanes(
                    "unnest(" + users(holder) + ") k (user_id)",
                    "g.user_id = k.user_id" + rest(shapes, ended) + conditions);
        }
        String endedOrNot = "unnest(" + bindings.bind(ended, "boolean[]") + ") e (ended)";
        if (shapes.filter(it -> areFew(it, ended)).isPresent()) {
            String shape =
                    "unnest(%s, %s) k (shape, end_id)"
                            .formatted(
                                    bindings.bind(ids(shapes.get()), "uuid[]"),
                                    bindings.bind(ends(shapes.get()), "uuid[]"));
            return new Lanes(
                    shape + " cross join " + endedOrNot,
                    "g.shape = k.shape and g.ended = e.ended and g.id < k.end_id" + conditions);
        }
        if (shapes.isPresent() && !filter.lastUsed().equals(Days.ANY)) {
            return new Lanes(
                    endedOrNot,
                    "g.ended = e.ended" + conditions,
                    Optional.of(amongShapes(shapes.get())));
        }
        return new Lanes(endedOrNot, "g.ended = e.ended" + ofShapes(shapes) + conditions);
    }

    /** A session is of one user, so that the users filter little. */
    private Lanes ofSession(Holder holder, String conditions) {
        String users =
                holder.users().isEmpty() ? "" : " and g.user_id = any (" + users(holder) + ")";
        return new Lanes(
                "(values (" + bindings.bind(holder.session(), "text") + ")) k (sid)",
                "g.sid = k.sid" + users + conditions);
    }

    private String rest(Optional<List<Shape>> shapes, Boolean[] ended) {
        return " and g.ended = any (" + bindings.bind(ended, "boolean[]") + ")" + ofShapes(shapes);
    }

    private String ofShapes(Optional<List<Shape>> shapes) {
        return shapes.map(it -> " and g.shape = any (" + array(it) + ")").orElse("");
    }

    /** A set that is hashed; without the last words it would be joined, pair by pair. */
    private String amongShapes(List<Shape> shapes) {
        return "(g.shape in (select unnest(" + array(shapes) + "))) is true";
    }

    private String array(List<Shape> shapes) {
        return bindings.bind(ids(shapes), "uuid[]");
    }

    private String users(Holder holder) {
        UUID[] ids =
                holder.users().orElse(List.of()).stream()
                        .map(user -> user.value())
                        .distinct()
                        .toArray(UUID[]::new);
        return bindings.bind(ids, "uuid[]");
    }

    /** Whether each of them can be looked for by itself. */
    private static boolean areFew(List<Shape> shapes, Boolean[] ended) {
        long weeks = shapes.stream().mapToLong(it -> it.longest().toDays() / 7 + KEPT_WEEKS).sum();
        return weeks * ended.length <= MOST_LOOKS;
    }

    private static UUID[] ids(List<Shape> shapes) {
        return shapes.stream().map(Shape::id).toArray(UUID[]::new);
    }

    private UUID[] ends(List<Shape> shapes) {
        return shapes.stream().map(it -> bounds.endOf(it.longest())).toArray(UUID[]::new);
    }

    /** What {@code ended} may be. */
    private static Boolean[] ended(GrantFilter filter) {
        return filter.status()
                .map(it -> new Boolean[] {it == GrantStatus.REVOKED})
                .orElse(new Boolean[] {false, true});
    }
}
