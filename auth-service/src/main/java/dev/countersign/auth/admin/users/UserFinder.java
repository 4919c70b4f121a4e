package dev.countersign.auth.admin.users;

import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.postgres.KeysetPage;
import dev.countersign.store.user.UserSearch;
import dev.countersign.store.user.UserSearch.Hit;
import dev.countersign.store.user.UserSearch.Place;
import dev.countersign.web.administration.Administrator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Finds people, and leaves an audit record of who looked for somebody. */
@Singleton
final class UserFinder {

    private final UserSearch search;
    private final AuditEvents audit;

    UserFinder(UserSearch search, AuditEvents audit) {
        this.search = search;
        this.audit = audit;
    }

    Uni<UsersPage> find(UserQuery query, Administrator by) {
        return hits(query)
                .map(hits -> page(hits, query))
                .call(
                        page ->
                                audit.write(
                                        UserEvents.searched(
                                                by, query.page().given(), page.users().size())));
    }

    private Uni<KeysetPage<Hit>> hits(UserQuery query) {
        return query.name().isPresent()
                ? search.byName(query.name().get(), query.after(), query.limit())
                : search.byEmail(query.email().orElse(""), query.after(), query.limit());
    }

    private static UsersPage page(KeysetPage<Hit> hits, UserQuery query) {
        return new UsersPage(
                hits.items().stream().map(hit -> UserDocument.of(hit.user())).toList(),
                hits.last().map(Hit::place).map(place -> next(place, query)));
    }

    private static String next(Place place, UserQuery query) {
        return query.page().next(place.text(), place.id().toString());
    }
}
