package dev.countersign.auth.admin.home;

import dev.countersign.auth.admin.applications.ManagedApplications;
import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.administration.OutsideAdministration;
import dev.countersign.web.administration.Role;
import dev.countersign.web.administration.session.AdminForms;
import dev.countersign.web.administration.session.AdminSignIn;
import dev.countersign.web.administration.session.AdminVisitor;
import dev.countersign.web.administration.session.AdminVisitors;
import dev.countersign.web.page.Pages;
import dev.countersign.web.request.FormParameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The page, and the redirection URI at which a sign-in to it ends. */
@Path("/admin")
@Produces(MediaType.TEXT_HTML)
public final class AdminPageResource {

    private static final String SESSION = "the admin session";
    private static final String FORM = "session";
    private static final int OK = 200;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final AdminSignIn signIn;
    private final AdminVisitors visitors;
    private final AdminForms forms;
    private final AdminAddress address;

    AdminPageResource(
            AdminSignIn signIn, AdminVisitors visitors, AdminForms forms, AdminAddress address) {
        this.signIn = signIn;
        this.visitors = visitors;
        this.forms = forms;
        this.address = address;
    }

    @GET
    @Cancellable(false)
    @OutsideAdministration(SESSION)
    public Uni<Response> show(@Context UriInfo uri, @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(uri.getQueryParameters());
        if (AdminSignIn.isAnswer(parameters)) {
            return signIn.finish(parameters, request);
        }
        return visitors.find(request)
                .flatMap(
                        found ->
                                found.map(this::page)
                                        .orElseGet(() -> Uni.createFrom().item(signIn::begin)));
    }

    /** Signs out, alone or to sign in as somebody else. */
    @POST
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @OutsideAdministration(SESSION)
    public Uni<Response> leave(
            MultivaluedMap<String, String> form, @Context HttpServerRequest request) {
        Parameters parameters = FormParameters.of(form).eachOnce();
        boolean again = parameters.get("next").filter("sign-in"::equals).isPresent();
        return visitors.find(request)
                .flatMap(
                        found ->
                                found.map(it -> end(it, parameters))
                                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .map(ended -> again ? signIn.beginAnew() : signedOut());
    }

    private Uni<Void> end(AdminVisitor visitor, Parameters parameters) {
        forms.check(parameters.get("token"), FORM, visitor);
        return visitors.end(visitor);
    }

    private Uni<Response> page(AdminVisitor visitor) {
        return visitor.administrator()
                .filter(it -> it.role() == Role.MANAGER)
                .map(ManagedApplications::of)
                .orElseGet(() -> Uni.createFrom().item(ManagedApplications.NONE))
                .map(managed -> page(visitor, managed));
    }

    private Response page(AdminVisitor visitor, ManagedApplications managed) {
        List<String> permissions = Permissions.of(visitor.role(), visitor.scopes());
        return Pages.page(
                        OK,
                        new AdminPage(
                                visitor.person().name(),
                                visitor.person().email(),
                                Permissions.word(visitor.role()),
                                permissions,
                                managed.names(),
                                managed.more(),
                                MINUTE.format(visitor.session().endsAt()),
                                forms.token(FORM, visitor)),
                        address.issuersOrigin())
                .build();
    }

    private Response signedOut() {
        return Response.seeOther(URI.create(address.issuer().at("/signed-out"))).build();
    }
}
