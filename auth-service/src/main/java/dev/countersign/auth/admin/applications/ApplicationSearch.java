package dev.countersign.auth.admin.applications;

import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.auth.admin.PageQuery;
import dev.countersign.auth.admin.Transaction;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.administration.Administrator;
import io.quarkus.panache.common.Page;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A search for applications, in the order of their names.
 *
 * @param name the beginning of the name
 */
record ApplicationSearch(Optional<String> name, Optional<Place> after, int limit, PageQuery query) {

    /** Where a page ended. */
    private record Place(String name, String clientId) {}

    static ApplicationSearch parse(Parameters parameters) {
        PageQuery query = new PageQuery("applications", parameters, "name");
        ApplicationSearch search =
                new ApplicationSearch(
                        query.text("name").map(it -> it.toLowerCase(Locale.ROOT)),
                        query.after(it -> new Place(it.get(0), it.get(1))),
                        query.limit(),
                        query);
        query.check();
        return search;
    }

    /** A manager sees the applications that are its own. */
    Uni<RegisteredApplication.Page> find(Administrator by) {
        Map<String, Object> values = new HashMap<>();
        String where = where(by, values);
        return Transaction.of(
                        () ->
                                ApplicationEntity.<ApplicationEntity>find(
                                                where + " order by lower(name), clientId", values)
                                        // one more says whether there is a next page
                                        .page(Page.ofSize(limit + 1))
                                        .list())
                .map(this::page);
    }

    private String where(Administrator by, Map<String, Object> values) {
        StringBuilder where = new StringBuilder("1 = 1");
        name.ifPresent(
                it -> {
                    where.append(" and lower(name) like :prefix escape '!'");
                    values.put("prefix", it.replaceAll("([!%_])", "!$1") + "%");
                });
        after.ifPresent(
                it -> {
                    where.append(
                            " and lower(name) >= lower(:name)"
                                    + " and (lower(name) > lower(:name) or clientId > :id)");
                    values.put("name", it.name());
                    values.put("id", it.clientId());
                });
        by.onlyManager()
                .ifPresent(
                        it -> {
                            where.append(
                                    " and clientId in (select m.clientId from"
                                            + " ApplicationManagerEntity m where m.userId = :user)");
                            values.put("user", it.value());
                        });
        return where.toString();
    }

    private RegisteredApplication.Page page(List<ApplicationEntity> found) {
        List<ApplicationEntity> shown = found.stream().limit(limit).toList();
        return new RegisteredApplication.Page(
                shown.stream().map(RegisteredApplication::of).toList(),
                found.size() > limit
                        ? Optional.of(query.next(shown.getLast().name, shown.getLast().clientId))
                        : Optional.empty());
    }
}
