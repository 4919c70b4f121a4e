package dev.countersign.web.request;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The access token of a request, RFC 6750 §2.1 and §2.2. It is never read from the query: §2.3 is
 * not supported, for a query stands in logs and histories.
 */
public record BearerToken(String value) {

    /** {@code b64token}, RFC 6750 §2.1. */
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private static final String SCHEME = "Bearer ";

    public BearerToken {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new OAuthException(Refusal.TOKEN_MALFORMED);
        }
    }

    /** For an endpoint that takes no form. */
    public static BearerToken from(HttpHeaders headers) {
        return from(headers, new Parameters(Map.of()));
    }

    /**
     * @throws OAuthException if there is no token, more than one, or it has not the form of one
     */
    public static BearerToken from(HttpHeaders headers, Parameters form) {
        Optional<String> header = header(headers);
        Optional<String> posted = form.get("access_token");
        if (header.isPresent() && posted.isPresent()) {
            throw new OAuthException(Refusal.TOKEN_SENT_TWICE);
        }
        return header.or(() -> posted)
                .map(BearerToken::new)
                .orElseThrow(() -> new OAuthException(Refusal.TOKEN_MISSING));
    }

    private static Optional<String> header(HttpHeaders headers) {
        List<String> all = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        if (all == null || all.isEmpty()) {
            return Optional.empty();
        }
        if (all.size() > 1) {
            throw new OAuthException(Refusal.TOKEN_SENT_TWICE);
        }
        String header = all.getFirst();
        // RFC 9110 §11.1: the name of a scheme is case-insensitive. Another scheme is no token.
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
