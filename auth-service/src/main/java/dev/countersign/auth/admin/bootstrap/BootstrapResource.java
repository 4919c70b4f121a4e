package dev.countersign.auth.admin.bootstrap;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.auth.admin.users.NewUserRequest;
import dev.countersign.auth.password.PasswordThreads;
import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.audit.AuditEvent;
import dev.countersign.store.user.BootstrapLinks;
import dev.countersign.store.user.NewUser;
import dev.countersign.store.user.User;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.OutsideAdministration;
import dev.countersign.web.page.Pages;
import dev.countersign.web.refusal.RefusalLog;
import dev.countersign.web.request.BearerToken;
import dev.countersign.web.request.FormParameters;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.resteasy.reactive.jackson.CustomSerialization;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * The first administrator. The token of the link is the form's protection against forgery, too:
 * whoever has it may use it, and nothing that a browser sends by itself counts.
 */
@Path("/admin/users/bootstrap")
@CustomDeserialization(AdministrationJson.Reading.class)
@CustomSerialization(AdministrationJson.Writing.class)
public final class BootstrapResource {

    private static final String LINK = "the one-time link";
    private static final int OK = 200;

    private final BootstrapSecret secret;
    private final BootstrapLinks links;
    private final PasswordThreads passwords;
    private final AdminAddress address;

    BootstrapResource(
            BootstrapSecret secret,
            BootstrapLinks links,
            PasswordThreads passwords,
            AdminAddress address) {
        this.secret = secret;
        this.links = links;
        this.passwords = passwords;
        this.address = address;
    }

    /** Shown once. */
    record Link(String link, @JsonProperty("expires_at") Instant expiresAt) {

        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    @POST
    @Cancellable(false)
    @Produces(MediaType.APPLICATION_JSON)
    @OutsideAdministration("the bootstrap secret")
    public Uni<Link> link(@Context HttpHeaders headers, @Context HttpServerRequest http) {
        secret.mustBeSet();
        secret.check(BearerToken.from(headers));
        return links.create(event("bootstrap.link_created", Optional.empty(), http))
                .map(
                        made ->
                                new Link(
                                        address.at("/admin/users/bootstrap?token=" + made.token()),
                                        made.until()));
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @OutsideAdministration(LINK)
    public Uni<Response> form(@Context UriInfo uri) {
        Parameters parameters = FormParameters.of(uri.getQueryParameters());
        return valid(parameters).map(token -> Pages.page(OK, BootstrapPage.first(token)).build());
    }

    @POST
    @Path("/administrator")
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @OutsideAdministration(LINK)
    public Uni<Response> make(
            MultivaluedMap<String, String> form, @Context HttpServerRequest http) {
        Parameters parameters = FormParameters.of(form).eachOnce();
        NewUserRequest typed = typed(parameters);
        return valid(parameters)
                .flatMap(
                        token ->
                                passwords
                                        .run(() -> typed.account().byItself())
                                        .flatMap(first -> spend(token, first, http))
                                        .onFailure(OAuthException.class)
                                        .recoverWithUni(refused -> again(token, typed, refused)));
    }

    private Uni<Response> spend(String token, NewUser first, HttpServerRequest http) {
        AuditEvent event = event("bootstrap.completed", Optional.of(first.id().toString()), http);
        return links.spend(token, first, event)
                .map(user -> Pages.page(OK, new BootstrapDonePage(user.email())).build());
    }

    /** What the person can put right is shown at its field; all else is refused as it is. */
    private static Uni<Response> again(String token, NewUserRequest typed, OAuthException refused) {
        List<String> wrong =
                switch (refused.refusal()) {
                    case FIELDS -> refused.fields().stream().map(FieldError::field).toList();
                    case EMAIL_TAKEN -> List.of("email_taken");
                    default -> List.of();
                };
        if (wrong.isEmpty()) {
            return Uni.createFrom().failure(refused);
        }
        RefusalLog.write(refused, "POST /admin/users/bootstrap/administrator");
        return Uni.createFrom()
                .item(
                        Pages.page(
                                        refused.code().status(),
                                        BootstrapPage.again(token, typed, wrong))
                                .build());
    }

    private Uni<String> valid(Parameters parameters) {
        String token = parameters.get("token").orElse("");
        return links.isValid(token)
                .map(
                        valid -> {
                            if (!valid) {
                                throw new OAuthException(Refusal.BOOTSTRAP_LINK_UNKNOWN);
                            }
                            return token;
                        });
    }

    private static NewUserRequest typed(Parameters form) {
        return new NewUserRequest(
                form.get("first_name").orElse(""),
                form.get("last_name").orElse(""),
                form.get("email").orElse(""),
                form.get("password").orElse(""),
                form.get("confirm_password").orElse(""),
                null,
                JsonNodeFactory.instance.arrayNode().add(User.ADMINISTRATOR));
    }

    private static AuditEvent event(
            String action, Optional<String> target, HttpServerRequest http) {
        return new AuditEvent(
                "bootstrap",
                action,
                target,
                Map.of(),
                Optional.ofNullable(http.remoteAddress()).map(SocketAddress::hostAddress));
    }
}
