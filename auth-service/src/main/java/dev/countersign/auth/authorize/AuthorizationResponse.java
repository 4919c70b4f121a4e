package dev.countersign.auth.authorize;

import dev.countersign.clients.RegisteredRedirectUri;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.token.AuthorizationCode;
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
 * The answer to an authorization request: RFC 6749 §4.1.2 and §4.1.2.1, always with {@code iss}
 * (RFC 9207).
 */
@Singleton
public final class AuthorizationResponse {

    private final Issuer issuer;

    AuthorizationResponse(Issuer issuer) {
        this.issuer = issuer;
    }

    public Response.ResponseBuilder code(
            RegisteredRedirectUri to, Optional<String> state, AuthorizationCode code) {
        return redirect(to, state, Map.of("code", code.value()));
    }

    /** Logs the refusal: this is its one way out. */
    public Response.ResponseBuilder error(
            RegisteredRedirectUri to, Optional<String> state, OAuthException refused) {
        return redirect(
                to, state, RedirectedRefusal.parameters(refused, "the answer to an application"));
    }

    private Response.ResponseBuilder redirect(
            RegisteredRedirectUri to, Optional<String> state, Map<String, String> answer) {
        Map<String, String> parameters = new LinkedHashMap<>(answer);
        state.ifPresent(it -> parameters.put("state", it));
        parameters.put("iss", issuer.value());
        return seeOther(URI.create(withQuery(to.uri().value(), parameters)));
    }

    /** RFC 9700 §4.12: 303, so that a posted password is never posted on. */
    public static Response.ResponseBuilder seeOther(URI location) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", location.toString())
                .header("Referrer-Policy", "no-referrer");
    }

    /** Keeps the query that the URI has (RFC 6749 §3.1.2). */
    static String withQuery(String uri, Map<String, String> parameters) {
        String query =
                parameters.entrySet().stream()
                        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        if (query.isEmpty()) {
            return uri;
        }
        return uri + (uri.indexOf('?') < 0 ? "?" : "&") + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
