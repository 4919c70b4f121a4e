package dev.countersign.auth.pages;

import dev.countersign.auth.browser.Cookies;
import dev.countersign.auth.browser.SignedInPeople;
import dev.countersign.clients.AdminAddress;
import dev.countersign.protocol.error.ErrorCode;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.page.Pages;
import dev.countersign.web.page.RefusalPage;
import dev.countersign.web.request.FormParameters;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pages that belong to no request. What they show besides, the accounts of the browser, is left
 * out where a store is away.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public final class PagesResource {

    private static final int OK = 200;
    private static final String ERROR_ID = "[A-Za-z0-9_-]{1,64}";

    private final AdminAddress administration;
    private final Cookies cookies;
    private final SignedInPeople people;

    PagesResource(AdminAddress administration, Cookies cookies, SignedInPeople people) {
        this.administration = administration;
        this.cookies = cookies;
        this.people = people;
    }

    @GET
    public Uni<Response> home(@Context HttpServerRequest request) {
        return signedIn(request).map(it -> page(HomePage.of(administration, it)));
    }

    @GET
    @Path("signed-in")
    public Response signedIn() {
        return page(new SignedInPage());
    }

    @GET
    @Path("signed-out")
    public Uni<Response> signedOut(@Context HttpServerRequest request) {
        return signedIn(request).map(it -> page(new SignedOutPage(it)));
    }

    private Uni<List<String>> signedIn(HttpServerRequest request) {
        return people.of(cookies.read(request))
                .onFailure(OAuthException.class)
                .recoverWithItem(List.of());
    }

    /**
     * An application's way to show an error of ours: {@code error} and {@code error_id} as it
     * received them. Nothing else of the query is shown, for anybody can make such a link.
     */
    @GET
    @Path("error")
    public Response error(@Context UriInfo uri) {
        Parameters parameters = FormParameters.of(uri.getQueryParameters());
        ErrorCode code =
                parameters.get("error").stream()
                        .flatMap(PagesResource::known)
                        .findFirst()
                        .orElse(ErrorCode.INVALID_REQUEST);
        String errorId = parameters.get("error_id").filter(it -> it.matches(ERROR_ID)).orElse("");
        return page(RefusalPage.of(code, "", errorId));
    }

    private static Stream<ErrorCode> known(String word) {
        return Arrays.stream(ErrorCode.values()).filter(it -> it.word().equals(word));
    }

    private static Response page(TemplateInstance page) {
        return Pages.page(OK, page).build();
    }
}
