package dev.countersign.auth.authorize;

import static dev.countersign.auth.authorize.AuthorizationResponse.seeOther;
import static dev.countersign.auth.authorize.AuthorizationResponse.withQuery;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.util.Map;

/**
 * A request that an application posts goes on as a GET. A form that another site posts comes
 * without the cookies of the sessions (SameSite); the redirect that follows brings them.
 */
public final class PostedRequest {

    /** What fits a request line here and in the usual proxies. */
    private static final int LONGEST_URL = 7_500;

    private PostedRequest() {}

    /**
     * @throws OAuthException {@code tooLong}
     */
    public static ResponseBuilder asGet(
            String path, Map<String, String> parameters, Refusal tooLong) {
        String url = withQuery(path, parameters);
        if (url.length() > LONGEST_URL) {
            throw new OAuthException(tooLong);
        }
        return seeOther(URI.create(url));
    }
}
