package dev.countersign.auth.par;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.store.request.PushedRequests;
import dev.countersign.store.request.RequestUri;

/**
 * RFC 9126 §2.2.
 *
 * @param expiresIn in seconds
 */
@JsonNaming(SnakeCaseStrategy.class)
record PushedAuthorizationResponse(String requestUri, long expiresIn) {

    static PushedAuthorizationResponse of(RequestUri uri) {
        return new PushedAuthorizationResponse(uri.value(), PushedRequests.LIFETIME.toSeconds());
    }

    /** The URI stands for the request. */
    @Override
    public String toString() {
        return "[redacted]";
    }
}
