package dev.countersign.auth.authorize;

import dev.countersign.auth.authorize.PendingPage.Pending;
import dev.countersign.clients.RegisteredRedirectUri;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.ResponseMode;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.web.page.Pages;
import dev.countersign.web.refusal.RedirectedRefusal;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The answer to an authorization request, RFC 6749 §4.1.2 and §4.1.2.1, by the mode that the
 * request asks for; with {@code iss} (RFC 9207) but in the dialect, which does not know it.
 */
@Singleton
public final class AuthorizationResponse {

    private static final String TO_AN_APPLICATION = "the answer to an application";

    private final Issuer issuer;

    AuthorizationResponse(Issuer issuer) {
        this.issuer = issuer;
    }

    public Response.ResponseBuilder granted(
            RegisteredRedirectUri to, PendingRequest request, Map<String, String> answer) {
        return answer(request.family(), to, request.responseMode(), request.state(), answer);
    }

    /** Logs the refusal: this is its one way out. */
    public Response.ResponseBuilder error(Pending pending, OAuthException refused) {
        return granted(
                pending.redirectUri(),
                pending.request(),
                RedirectedRefusal.parameters(refused, TO_AN_APPLICATION));
    }

    /** The same for a request of OAuth that never was pending. */
    public Response.ResponseBuilder error(
            RegisteredRedirectUri to,
            ResponseMode mode,
            Optional<String> state,
            OAuthException refused) {
        return answer(
                Family.OAUTH,
                to,
                mode,
                state,
                RedirectedRefusal.parameters(refused, TO_AN_APPLICATION));
    }

    private Response.ResponseBuilder answer(
            Family family,
            RegisteredRedirectUri to,
            ResponseMode mode,
            Optional<String> state,
            Map<String, String> answer) {
        Map<String, String> parameters = new LinkedHashMap<>(answer);
        state.ifPresent(it -> parameters.put("state", it));
        if (family == Family.OAUTH) {
            parameters.put("iss", issuer.value());
        }
        String uri = to.uri().value();
        return switch (mode) {
            case QUERY -> seeOther(URI.create(withQuery(uri, parameters)));
            // RFC 6749 §3.1.2: a redirection URI has no fragment of its own
            case FRAGMENT -> seeOther(URI.create(uri + "#" + encoded(parameters)));
            case FORM_POST -> Pages.posted(FormPostPage.of(uri, parameters), to);
        };
    }

    /** RFC 9700 §4.12: 303, so that a posted password is never posted on. */
    public static Response.ResponseBuilder seeOther(URI location) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", location.toString())
                .header("Referrer-Policy", "no-referrer");
    }

    /** Keeps the query that the URI has (RFC 6749 §3.1.2). */
    public static String withQuery(String uri, Map<String, String> parameters) {
        String query = encoded(parameters);
        if (query.isEmpty()) {
            return uri;
        }
        return uri + (uri.indexOf('?') < 0 ? "?" : "&") + query;
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
