package dev.countersign.auth.admin.audit;

import dev.countersign.auth.admin.PageQuery;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.audit.AuditFilter;
import dev.countersign.store.audit.AuditSearch.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The parameters of a search in the audit records; {@code to} is not included. */
record AuditQuery(AuditFilter filter, Optional<Place> after, int limit, PageQuery page) {

    /**
     * @throws OAuthException naming every parameter that is wrong
     */
    static AuditQuery parse(Parameters parameters) {
        PageQuery page =
                new PageQuery("audit", parameters, "actor", "action", "target", "from", "to");
        AuditQuery query =
                new AuditQuery(
                        new AuditFilter(
                                page.text("actor"),
                                page.text("action"),
                                page.text("target"),
                                page.instant("from"),
                                page.instant("to")),
                        page.after(
                                it ->
                                        new Place(
                                                Instant.parse(it.get(0)),
                                                UUID.fromString(it.get(1)))),
                        page.limit(),
                        page);
        page.check();
        return query;
    }
}
