package dev.countersign.store.inventory;

import dev.countersign.store.inventory.GrantFilter.Days;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * The range of index entries that a page can be of.
 *
 * @param from the earliest issue
 * @param before the latest issue, and {@code beforeId} the id at that instant, both excluded
 * @param leastId the least id, included; what ends before is in partitions that are not opened
 * @param endId the greatest id, excluded
 * @param firstUse the first day of the last use, included
 * @param lastUse the last one, included
 * @param latestIssue no grant of the range was issued later, for nothing is issued in the future
 */
record WalkBounds(
        Instant from,
        Instant before,
        UUID beforeId,
        UUID leastId,
        UUID endId,
        LocalDate firstUse,
        LocalDate lastUse,
        Instant latestIssue) {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-02T00:00:00Z");

    /** More than transactions take: what was issued by one of them may be visible only now. */
    private static final Duration A_WHILE = Duration.ofHours(1);

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 1, 1);
    private static final UUID LEAST = new UUID(0, 0);
    private static final UUID GREATEST = new UUID(-1, -1);

    /**
     * @param now PostgreSQL's
     * @param after where the page before ended
     */
    static WalkBounds of(GrantFilter filter, Instant now, Optional<PagePosition> after) {
        Days used = filter.lastUsed();
        LocalDate firstUse = used.from().filter(it -> it.isAfter(FIRST_DAY)).orElse(FIRST_DAY);
        LocalDate lastUse = used.to().filter(it -> it.isBefore(LAST_DAY)).orElse(LAST_DAY);
        Instant from = latest(FIRST, filter.issued().from().orElse(FIRST));
        // issued on the day of the last use, or before
        Instant end = startOf(lastUse.plusDays(1));
        Instant before = earliest(end, filter.issued().to().orElse(end));
        Optional<PagePosition> place = after.filter(it -> it.issuedAt().isBefore(before));
        // what was issued or used at an instant had not ended before it
        Instant alive = latest(from, startOf(firstUse));
        boolean live = filter.status().equals(Optional.of(GrantStatus.LIVE));
        boolean expired = filter.status().equals(Optional.of(GrantStatus.EXPIRED));
        return new WalkBounds(
                from,
                place.map(PagePosition::issuedAt).orElse(before),
                place.map(it -> it.id().value()).orElse(LEAST),
                floor(live ? latest(alive, now) : alive),
                expired ? floor(now) : GREATEST,
                firstUse,
                lastUse,
                earliest(before, now.plus(A_WHILE)));
    }

    /** Always all of them, so that there are few statements to plan. */
    String condition(Bindings bindings) {
        return " and g.issued_at >= %s and (g.issued_at, g.id) < (%s, %s)"
                        .formatted(
                                bindings.bind(from, "timestamptz"),
                                bindings.bind(before, "timestamptz"),
                                bindings.bind(beforeId, "uuid"))
                + " and g.id >= %s and g.id < %s"
                        .formatted(bindings.bind(leastId, "uuid"), bindings.bind(endId, "uuid"))
                + " and g.last_used_on between %s and %s"
                        .formatted(bindings.bind(firstUse, "date"), bindings.bind(lastUse, "date"));
    }

    /** The end, excluded, of the ids of grants that live for so long at most. */
    UUID endOf(Duration longest) {
        return floor(latestIssue.plus(longest).plusSeconds(1));
    }

    /** Nothing can be in such a range, so that nothing needs to be walked to find that out. */
    boolean isEmptyAt(Instant now) {
        return !from.isBefore(before)
                || lastUse.isBefore(firstUse)
                || firstUse.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    /** The least id of a grant that ends at the instant. */
    private static UUID floor(Instant instant) {
        return new UUID(Math.max(0, earliest(LAST, instant).toEpochMilli()) << 16, 0);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
