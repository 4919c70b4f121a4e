package dev.countersign.auth.admin.declaration;

import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.RequiresAdministration;
import dev.countersign.web.administration.WrongFields;
import dev.countersign.web.request.FormParameters;
import dev.countersign.web.request.RequestBody;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.resteasy.reactive.jackson.CustomSerialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * All that is declared or registered, as the declarative YAML. With people in it, the scopes on
 * people are needed besides.
 */
@Path("/admin/applications/declaration")
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class DeclarationResource {

    private final DeclarationImport imports;
    private final DeclarationExport export;
    private final Issuer issuer;

    DeclarationResource(DeclarationImport imports, DeclarationExport export, Issuer issuer) {
        this.imports = imports;
        this.export = export;
        this.issuer = issuer;
    }

    @GET
    @Produces(DeclarationDocument.MEDIA_TYPE)
    @RequiresAdministration(AdminApi.APPLICATIONS_READ)
    public Uni<String> export(@Context UriInfo uri, @Context SecurityContext security) {
        boolean withUsers = truth(uri, "users", true);
        Administrator by = Administrator.of(security.getUserPrincipal());
        if (withUsers) {
            by.requireScope(AdminApi.USERS_READ);
        }
        return export.write(by, withUsers);
    }

    /** Goes on though the caller hangs up. */
    @PUT
    @Cancellable(false)
    @Consumes({DeclarationDocument.MEDIA_TYPE, "application/x-yaml", "text/yaml"})
    @Produces(MediaType.APPLICATION_JSON)
    @RequiresAdministration(AdminApi.APPLICATIONS_WRITE)
    public Uni<DeclarationImport.Report> importAll(
            @Nullable String yaml, @Context UriInfo uri, @Context SecurityContext security) {
        boolean dryRun = truth(uri, "dry_run", false);
        Administrator by = Administrator.of(security.getUserPrincipal());
        DeclarationDocument document =
                DeclarationDocument.parse(RequestBody.required(yaml), issuer);
        if (!document.users().isEmpty()) {
            by.requireScope(AdminApi.USERS_WRITE);
        }
        return dryRun ? imports.dryRun(document, by) : imports.run(document, by);
    }

    private static boolean truth(UriInfo uri, String name, boolean otherwise) {
        Parameters parameters = FormParameters.of(uri.getQueryParameters());
        WrongFields wrong = new WrongFields();
        if (!Set.of(name).containsAll(parameters.values().keySet())) {
            wrong.add("(unknown)", "is not known here; known is " + name);
        }
        boolean truth =
                wrong.read(
                                name,
                                parameters.get(name).orElse(null),
                                DeclarationResource::truth,
                                "is neither true nor false")
                        .orElse(otherwise);
        wrong.check();
        return truth;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("no truth value");
        };
    }
}
