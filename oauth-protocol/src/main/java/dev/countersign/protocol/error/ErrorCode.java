package dev.countersign.protocol.error;

import java.util.Locale;

/** The error codes of the specs, each with its HTTP status where it is not redirected. */
public enum ErrorCode {
    /** RFC 6749 §5.2, §4.1.2.1. */
    INVALID_REQUEST(400),
    /** RFC 6749 §5.2. */
    INVALID_CLIENT(401),
    /** RFC 6749 §5.2. */
    INVALID_GRANT(400),
    /** RFC 6749 §5.2, §4.1.2.1. */
    UNAUTHORIZED_CLIENT(400),
    /** RFC 6749 §5.2. */
    UNSUPPORTED_GRANT_TYPE(400),
    /** RFC 6749 §5.2, §4.1.2.1. */
    INVALID_SCOPE(400),
    /** RFC 7009 §2.2.1. */
    UNSUPPORTED_TOKEN_TYPE(400),
    /** RFC 6749 §4.1.2.1. */
    ACCESS_DENIED(403),
    /** RFC 6749 §4.1.2.1. */
    UNSUPPORTED_RESPONSE_TYPE(400),
    /** OpenID Connect Core 1.0 §3.1.2.6. */
    LOGIN_REQUIRED(400),
    /** OpenID Connect Core 1.0 §3.1.2.6. */
    CONSENT_REQUIRED(400),
    /** OpenID Connect Core 1.0 §3.1.2.6. */
    ACCOUNT_SELECTION_REQUIRED(400),
    /** OpenID Connect Core 1.0 §3.1.2.6; where it is no redirect, as in contract, section 6. */
    INTERACTION_REQUIRED(403),
    /** OpenID Connect Core 1.0 §3.1.2.6. */
    REQUEST_NOT_SUPPORTED(400),
    /** OpenID Connect Core 1.0 §3.1.2.6. */
    REQUEST_URI_NOT_SUPPORTED(400),
    /** OpenID Connect Core 1.0 §3.1.2.6, RFC 9101 §7. */
    INVALID_REQUEST_URI(400),
    /** OpenID Connect Core 1.0 §3.1.2.6, RFC 9101 §7. */
    INVALID_REQUEST_OBJECT(400),
    /** OpenID Connect Core 1.0 §3.1.2.6. */
    REGISTRATION_NOT_SUPPORTED(400),
    /** OpenID Connect Core Error Code unmet_authentication_requirements 1.0 §3. */
    UNMET_AUTHENTICATION_REQUIREMENTS(403),
    /** RFC 6750 §3.1. */
    INVALID_TOKEN(401),
    /** RFC 6750 §3.1. */
    INSUFFICIENT_SCOPE(403),
    /** RFC 6749 §4.1.2.1. */
    SERVER_ERROR(500),
    /** RFC 6749 §4.1.2.1. */
    TEMPORARILY_UNAVAILABLE(503),
    /** RFC 9110 §15.5.5. */
    NOT_FOUND(404),
    /** RFC 9110 §15.5.6. */
    METHOD_NOT_ALLOWED(405),
    /** RFC 9110 §15.5.7. */
    NOT_ACCEPTABLE(406),
    /** RFC 9110 §15.5.10. */
    CONFLICT(409),
    /** RFC 9110 §15.5.13. */
    PRECONDITION_FAILED(412),
    /** RFC 9110 §15.5.14. */
    CONTENT_TOO_LARGE(413),
    /** RFC 9110 §15.5.16. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** RFC 6585 §3. */
    PRECONDITION_REQUIRED(428),
    /** RFC 6585 §4. */
    TOO_MANY_REQUESTS(429);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status of a direct answer; an error that is redirected has none of its own. */
    public int status() {
        return status;
    }

    /** The value of the {@code error} parameter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
