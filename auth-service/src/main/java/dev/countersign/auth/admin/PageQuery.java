package dev.countersign.auth.admin;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.administration.WrongFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The parameters of a search in pages: its filters, {@code limit} and {@code after}. One that is
 * not known is wrong: a filter that is misspelt would find more than was asked for.
 */
public final class PageQuery {

    private static final int LONGEST = 512;
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final Parameters parameters;
    private final List<String> filters;
    private final PageCursor cursors;
    private final WrongFields wrong = new WrongFields();

    /**
     * @param search what the path says of the search, such as an id; in no cursor of another one
     */
    public PageQuery(String search, Parameters parameters, String... filters) {
        this.parameters = parameters;
        this.filters = List.of(filters);
        List<String> values = new ArrayList<>(List.of(search));
        this.filters.forEach(it -> values.add(parameters.get(it).orElse("")));
        this.cursors = new PageCursor(values);
        checkNames();
    }

    private void checkNames() {
        TreeSet<String> known = new TreeSet<>(filters);
        known.add("limit");
        known.add("after");
        if (!known.containsAll(parameters.values().keySet())) {
            wrong.add("(unknown)", "is not known here; known are " + String.join(", ", known));
        }
    }

    public WrongFields wrong() {
        return wrong;
    }

    /** One line of text, blanks at its ends left out. */
    public Optional<String> text(String name) {
        Optional<String> text = parameters.get(name).map(String::strip);
        if (text.filter(it -> !isOneLine(it)).isPresent()) {
            wrong.add(name, "is empty, too long or not one line");
            return Optional.empty();
        }
        return text;
    }

    public Optional<Instant> instant(String name) {
        return read(
                name,
                it -> OffsetDateTime.parse(it).toInstant(),
                "is no instant like 2026-01-31T12:00:00Z");
    }

    /** How many rows a page has at most. */
    public int limit() {
        return read("limit", PageQuery::limit, "is no number from 1 to " + MOST).orElse(USUAL);
    }

    /** Where the page before this one ended. */
    public <T> Optional<T> after(Function<List<String>, T> place) {
        return read("after", it -> place.apply(cursors.parse(it)), "is of no page of this search");
    }

    /** The cursor of the page behind that place. */
    public String next(String... place) {
        return cursors.write(List.of(place));
    }

    /** The names of the filters that were given: their values may be about people. */
    public List<String> given() {
        return filters.stream().filter(it -> parameters.get(it).isPresent()).sorted().toList();
    }

    /**
     * @throws OAuthException naming every parameter that is wrong
     */
    public PageQuery check() {
        wrong.check();
        return this;
    }

    private <T> Optional<T> read(String name, Function<String, T> grammar, String detail) {
        Optional<String> text = parameters.get(name);
        try {
            return text.map(grammar);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            wrong.add(name, detail);
            return Optional.empty();
        }
    }

    private static boolean isOneLine(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static int limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException();
        }
        return limit;
    }
}
