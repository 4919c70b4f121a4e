package dev.countersign.auth.admin.audit;

import dev.countersign.auth.admin.audit.AuditPage.EventDocument;
import dev.countersign.clients.AdminApi;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.audit.AuditSearch;
import dev.countersign.store.audit.AuditSearch.Place;
import dev.countersign.store.audit.RecordedEvent;
import dev.countersign.store.postgres.KeysetPage;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.RequiresAdministration;
import dev.countersign.web.request.FormParameters;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.resteasy.reactive.jackson.CustomSerialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;

/** Who did what. Who looked for it is an audit record, too. */
@Path("/admin/audit")
@Produces(MediaType.APPLICATION_JSON)
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class AuditResource {

    private final AuditSearch search;
    private final AuditEvents audit;

    AuditResource(AuditSearch search, AuditEvents audit) {
        this.search = search;
        this.audit = audit;
    }

    @GET
    @RequiresAdministration(AdminApi.AUDIT_READ)
    public Uni<AuditPage> search(@Context UriInfo uri, @Context SecurityContext security) {
        AuditQuery query = AuditQuery.parse(FormParameters.of(uri.getQueryParameters()));
        Administrator by = Administrator.of(security.getUserPrincipal());
        return search.page(query.filter(), query.after(), query.limit())
                .map(page -> answer(page, query))
                .call(
                        page ->
                                audit.write(
                                        by.did(
                                                "audit.searched",
                                                Optional.empty(),
                                                Map.of(
                                                        "filters",
                                                        query.page().given(),
                                                        "items",
                                                        page.events().size()))));
    }

    private static AuditPage answer(KeysetPage<RecordedEvent> page, AuditQuery query) {
        return new AuditPage(
                page.items().stream().map(EventDocument::of).toList(),
                page.last()
                        .map(Place::of)
                        .map(it -> query.page().next(it.at().toString(), it.id().toString())));
    }
}
