package dev.countersign.auth.dialect;

import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.Cookies;
import dev.countersign.auth.login.Credentials;
import dev.countersign.auth.login.PasswordAttempts;
import dev.countersign.auth.login.PasswordCheck.Verdict.Right;
import dev.countersign.auth.login.PasswordCheck.Verdict.Wrong;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.cors.CallingClient;
import dev.countersign.web.request.JsonParameters;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** The dialect's login by JSON (contract, section 6). It reads and sets no cookie. */
@Path("/auth")
public final class DialectLoginResource {

    private final DialectRequests requests;
    private final PasswordAttempts attempts;
    private final DialectSignIn signIn;
    private final Cookies cookies;
    private final CallingClient caller;

    DialectLoginResource(
            DialectRequests requests,
            PasswordAttempts attempts,
            DialectSignIn signIn,
            Cookies cookies,
            CallingClient caller) {
        this.requests = requests;
        this.attempts = attempts;
        this.signIn = signIn;
        this.cookies = cookies;
        this.caller = caller;
    }

    /** Goes on though the program hangs up: a failure counts, whether its answer is read or not. */
    @POST
    @NonBlocking
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> signIn(@Nullable String json, @Context HttpServerRequest request) {
        Parameters parameters = JsonParameters.of(json).eachOnce();
        parameters
                .get("clientId", ClientId::new, Refusal.AUTHORIZATION_CLIENT_UNKNOWN)
                .ifPresent(caller::is);
        Credentials credentials =
                Credentials.of(parameters.required("loginId"), parameters.required("password"));
        Browser browser = cookies.unread(request);
        return requests.check(parameters, browser)
                .flatMap(
                        asked ->
                                attempts.make(credentials, browser)
                                        .flatMap(
                                                verdict ->
                                                        switch (verdict) {
                                                            case Right(var account) ->
                                                                    signIn.finish(
                                                                            asked, account,
                                                                            browser);
                                                            case Wrong(var refusal) ->
                                                                    throw new OAuthException(
                                                                            refusal);
                                                        }));
    }
}
