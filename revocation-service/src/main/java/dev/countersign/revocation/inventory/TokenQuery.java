package dev.countersign.revocation.inventory;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.inventory.GrantFilter;
import dev.countersign.store.inventory.GrantFilter.Access;
import dev.countersign.store.inventory.GrantFilter.Days;
import dev.countersign.store.inventory.GrantFilter.Holder;
import dev.countersign.store.inventory.GrantFilter.Period;
import dev.countersign.store.inventory.GrantStatus;
import dev.countersign.store.inventory.PagePosition;
import dev.countersign.web.administration.WrongFields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The parameters of a search.
 *
 * @param user an id, an address, or the beginning of a name
 * @param filter all others; the user is resolved later
 * @param fields the names of the filters that were given
 */
record TokenQuery(
        Optional<String> user,
        GrantFilter filter,
        Set<String> fields,
        PageCursor cursors,
        Optional<PagePosition> after,
        int limit,
        boolean counted) {

    private static final int LONGEST = 512;
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private static final List<String> FILTERS =
            List.of(
                    "user",
                    "application",
                    "scope",
                    "api",
                    "session",
                    "status",
                    "issued_from",
                    "issued_to",
                    "last_used_from",
                    "last_used_to");
    private static final List<String> OTHERS = List.of("limit", "cursor", "count");

    /** One parameter as its value type, and what is said where it is none. */
    private record Reader(Parameters parameters, WrongFields wrong) {

        <T> Optional<T> read(String name, Function<String, T> grammar, String detail) {
            return wrong.read(name, parameters.get(name).orElse(null), grammar, detail);
        }
    }

    /**
     * @throws OAuthException naming every parameter that is wrong. One that is not known is wrong,
     *     too: a filter that is misspelt would find more than was asked for
     */
    static TokenQuery parse(Parameters parameters) {
        WrongFields wrong = new WrongFields();
        checkNames(parameters, wrong);
        Reader reader = new Reader(parameters, wrong);
        PageCursor cursors = new PageCursor(parameters, FILTERS);
        TokenQuery query =
                new TokenQuery(
                        user(parameters, wrong),
                        filter(reader),
                        given(parameters),
                        cursors,
                        reader.read("cursor", cursors::parse, "is of no page of this search"),
                        reader.read("limit", TokenQuery::limit, "is no number from 1 to " + MOST)
                                .orElse(USUAL),
                        reader.read("count", TokenQuery::truth, "is neither true nor false")
                                .orElse(false));
        wrong.check();
        return query;
    }

    private static void checkNames(Parameters parameters, WrongFields wrong) {
        for (String name : parameters.values().keySet()) {
            if (!FILTERS.contains(name) && !OTHERS.contains(name)) {
                wrong.add(
                        "(unknown)",
                        "is not known here; known are "
                                + String.join(", ", FILTERS)
                                + ", "
                                + String.join(", ", OTHERS));
                return;
            }
        }
    }

    /** The names of the filters that are there, whatever they say, and however often. */
    static List<String> names(Parameters parameters) {
        return FILTERS.stream().filter(parameters.values()::containsKey).sorted().toList();
    }

    private static Set<String> given(Parameters parameters) {
        Set<String> given = new TreeSet<>(FILTERS);
        given.removeIf(name -> parameters.get(name).isEmpty());
        return given;
    }

    /** A name may have blanks. */
    private static Optional<String> user(Parameters parameters, WrongFields wrong) {
        Optional<String> user = parameters.get("user").map(String::strip);
        if (user.filter(it -> !isOneLine(it)).isPresent()) {
            wrong.add("user", "is no id, no address and no beginning of a name");
            return Optional.empty();
        }
        return user;
    }

    private static boolean isOneLine(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static GrantFilter filter(Reader reader) {
        return new GrantFilter(
                new Holder(
                        Optional.empty(),
                        reader.read("session", SessionId::new, "is no id of a session")),
                new Access(
                        reader.read("application", ClientId::new, "is no client id"),
                        reader.read("scope", TokenQuery::scope, "is no scope").orElse(Scopes.NONE),
                        reader.read("api", Function.identity(), "is no identifier of an API")),
                reader.read(
                        "status",
                        it -> GrantStatus.of(it).orElseThrow(IllegalArgumentException::new),
                        "is not live, revoked or expired"),
                new Period(instant(reader, "issued_from"), instant(reader, "issued_to")),
                new Days(day(reader, "last_used_from"), day(reader, "last_used_to")));
    }

    private static Scopes scope(String text) {
        return Scopes.of(List.of(text));
    }

    private static Optional<Instant> instant(Reader reader, String name) {
        return reader.read(
                name,
                it -> OffsetDateTime.parse(it).toInstant(),
                "is no instant like 2026-01-31T12:00:00Z");
    }

    private static Optional<LocalDate> day(Reader reader, String name) {
        return reader.read(name, LocalDate::parse, "is no day like 2026-01-31");
    }

    private static int limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException();
        }
        return limit;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    boolean isFirstPage() {
        return after.isEmpty();
    }

    /** The filter once it is known who is meant. */
    GrantFilter filter(Optional<List<UserId>> users) {
        return filter.with(new Holder(users, filter.holder().session()));
    }
}
