package dev.countersign.web.administration.session;

import dev.countersign.clients.AdminAddress;
import dev.countersign.clients.AdminApi;
import dev.countersign.clients.AdminPages;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.CodeChallenge;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.protocol.secret.ServerKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Map;

/**
 * The way to an admin session: the authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636), on
 * both sides of which this server stands.
 */
@Singleton
public final class AdminSignIn {

    private static final Scopes SCOPES = Scopes.of(AdminApi.SENTENCES.keySet());

    private final AdminCookies cookies;
    private final AdminCodes codes;
    private final AdminVisitors visitors;
    private final ServerKeys keys;
    private final AdminAddress address;

    AdminSignIn(
            AdminCookies cookies,
            AdminCodes codes,
            AdminVisitors visitors,
            ServerKeys keys,
            AdminAddress address) {
        this.cookies = cookies;
        this.codes = codes;
        this.visitors = visitors;
        this.keys = keys;
        this.address = address;
    }

    /** To the authorization endpoint: who is signed in there already need not sign in again. */
    public Response begin() {
        return begin(Map.of());
    }

    /** The same for a person who shall sign in again, maybe as somebody else. */
    public Response beginAnew() {
        return begin(Map.of("prompt", "login"));
    }

    private Response begin(Map<String, String> besides) {
        SignInSeed seed = SignInSeed.random(keys);
        UriBuilder uri =
                UriBuilder.fromUri(address.issuer().at("/oauth2/authorize"))
                        .queryParam("response_type", "code")
                        .queryParam("client_id", AdminPages.CLIENT.value())
                        .queryParam("redirect_uri", AdminPages.redirectUri(address))
                        .queryParam("scope", SCOPES.toString())
                        .queryParam("state", seed.state(keys))
                        .queryParam("code_challenge", CodeChallenge.of(seed.verifier(keys)).value())
                        .queryParam("code_challenge_method", CodeChallenge.METHOD);
        besides.forEach(uri::queryParam);
        return to(uri.build()).cookie(cookies.signIn(seed)).build();
    }

    /** Whether this is where the authorization endpoint sent the browser to (§4.1.2). */
    public static boolean isAnswer(Parameters parameters) {
        return parameters.values().containsKey("state");
    }

    /**
     * Redeems the code of an answer and begins a session, in place of the one that the browser came
     * with.
     */
    public Uni<Response> finish(Parameters answer, HttpServerRequest request) {
        SignInSeed seed = checked(answer, request);
        String code = answer.required("code");
        return codes.redeem(code, seed.verifier(keys))
                .flatMap(session -> visitors.begin(session, request))
                .map(
                        cookie ->
                                to(URI.create(AdminPages.redirectUri(address)))
                                        .cookie(cookies.session(cookie), cookies.noSignIn())
                                        .build());
    }

    /**
     * @throws OAuthException if this browser did not ask for the answer, or if it is an error
     */
    private SignInSeed checked(Parameters answer, HttpServerRequest request) {
        answer.eachOnce();
        SignInSeed seed =
                cookies.signIn(request)
                        .filter(it -> it.hasState(answer.get("state").orElse(""), keys))
                        .orElseThrow(() -> new OAuthException(Refusal.ADMIN_SIGN_IN_UNKNOWN));
        // RFC 9207 §2.4
        if (!answer.required("iss").equals(address.issuer().value())) {
            throw new OAuthException(Refusal.ADMIN_SIGN_IN_UNKNOWN);
        }
        if (answer.get("error").isPresent()) {
            throw new OAuthException(Refusal.ADMIN_SIGN_IN_REFUSED);
        }
        return seed;
    }

    private static Response.ResponseBuilder to(URI location) {
        return Response.seeOther(location)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer");
    }
}
