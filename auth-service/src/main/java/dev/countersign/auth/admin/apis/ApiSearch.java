package dev.countersign.auth.admin.apis;

import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.PageQuery;
import dev.countersign.auth.admin.Transaction;
import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.request.Parameters;
import io.quarkus.panache.common.Page;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** All APIs, in the order of their identifiers. */
record ApiSearch(Optional<String> after, int limit, PageQuery query) {

    static ApiSearch parse(Parameters parameters) {
        PageQuery query = new PageQuery("apis", parameters);
        ApiSearch search = new ApiSearch(query.after(it -> it.get(0)), query.limit(), query);
        query.check();
        return search;
    }

    Uni<RegisteredApi.Page> find(AdminAddress address) {
        return Transaction.of(
                        () ->
                                ApiEntity.<ApiEntity>find(
                                                "identifier > ?1 order by identifier",
                                                after.orElse(""))
                                        // one more says whether there is a next page
                                        .page(Page.ofSize(limit + 1))
                                        .list())
                .map(found -> page(found, address));
    }

    private RegisteredApi.Page page(List<ApiEntity> found, AdminAddress address) {
        List<ApiEntity> shown = found.stream().limit(limit).toList();
        return new RegisteredApi.Page(
                shown.stream().map(it -> RegisteredApi.of(it, address)).toList(),
                found.size() > limit
                        ? Optional.of(query.next(shown.getLast().identifier))
                        : Optional.empty());
    }
}
