package dev.countersign.web.request;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import org.jspecify.annotations.Nullable;

/** The document of a request. */
public final class RequestBody {

    private RequestBody() {}

    /**
     * @throws OAuthException if there was none, or it was {@code null}
     */
    public static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new OAuthException(Refusal.BODY_MALFORMED);
        }
        return body;
    }
}
