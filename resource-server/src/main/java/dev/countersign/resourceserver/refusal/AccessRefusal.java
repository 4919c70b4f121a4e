package dev.countersign.resourceserver.refusal;

import java.time.Duration;
import java.util.Optional;

/** Every reason for which a request is not let through to the API. */
public enum AccessRefusal implements Refusal {
    NO_TOKEN(
            401,
            "",
            "RFC 6750 §3",
            "This resource needs an access token.",
            "no Authorization: Bearer header"),
    REPEATED_CREDENTIALS(
            400,
            "invalid_request",
            "RFC 6750 §3.1",
            "The request holds more than one Authorization header.",
            "repeated Authorization header"),
    TOKEN_IN_QUERY(
            400,
            "invalid_request",
            "RFC 9700 §4.3.2",
            "An access token is sent in the Authorization header, never in the URL.",
            "access_token in the query"),
    MALFORMED_CREDENTIALS(
            400,
            "invalid_request",
            "RFC 6750 §2.1",
            "The Authorization header is not 'Bearer' and one token.",
            "the Bearer credentials are not a b64token"),
    OVERSIZED_TOKEN(
            401,
            "invalid_token",
            "RFC 8725 §3.11",
            "The access token is not valid.",
            "longer than any token of the issuer"),
    NOT_A_JWT(
            401,
            "invalid_token",
            "RFC 7515 §5.2",
            "The access token is not valid.",
            "not a compact JWS with a JSON header and JSON claims"),
    WRONG_TYPE(
            401,
            "invalid_token",
            "RFC 9068 §4",
            "The access token is not valid.",
            "typ is not at+jwt: an ID token or a token of another kind"),
    DIALECT_NOT_ACCEPTED(
            401,
            "invalid_token",
            "contract §6",
            "The access token is not valid.",
            "a dialect token of an iss and aud that this API does not list"),
    WRONG_ALGORITHM(
            401,
            "invalid_token",
            "RFC 8725 §3.1",
            "The access token is not valid.",
            "alg is none, symmetric, unknown or not the key's"),
    CRITICAL_HEADER(
            401,
            "invalid_token",
            "RFC 7515 §4.1.11",
            "The access token is not valid.",
            "a crit header, of which none is understood"),
    REVOKED_KEY(
            401,
            "invalid_token",
            "contract §5",
            "The access token was revoked.",
            "its kid was dropped by a rule"),
    UNKNOWN_KEY(
            401,
            "invalid_token",
            "RFC 7517 §4.5",
            "The access token is not valid.",
            "no kid, or one that is not in the issuer's key set"),
    KEYS_UNAVAILABLE(
            503,
            "temporarily_unavailable",
            "contract §2.14",
            "Access tokens can not be checked at the moment.",
            "the issuer's key set could not be fetched and the kid is not known"),
    WRONG_SIGNATURE(
            401,
            "invalid_token",
            "RFC 7515 §5.2",
            "The access token is not valid.",
            "the signature does not verify"),
    WRONG_ISSUER(
            401,
            "invalid_token",
            "RFC 9068 §4",
            "The access token is not valid.",
            "iss is not this API's issuer"),
    WRONG_AUDIENCE(
            401,
            "invalid_token",
            "RFC 9068 §4",
            "The access token is not meant for this resource.",
            "aud does not hold this API's identifier"),
    INCOMPLETE_CLAIMS(
            401,
            "invalid_token",
            "RFC 9068 §2.2",
            "The access token is not valid.",
            "a required claim is missing or of the wrong type"),
    OVERLONG_LIFE(
            401,
            "invalid_token",
            "contract §5",
            "The access token is not valid.",
            "exp - iat is not between 0 and 24 h: rules would be forgotten before it expires"),
    EXPIRED(401, "invalid_token", "RFC 9068 §4", "The access token expired.", "exp has passed"),
    REVOKED(
            401,
            "invalid_token",
            "contract §5",
            "The access token was revoked.",
            "stopped by a revocation rule"),
    REVOCATION_STALE(
            503,
            "temporarily_unavailable",
            "contract §5",
            "It can not be told at the moment whether the access token was revoked.",
            "the revocation feed is older than its bound"),
    INACTIVE(
            401,
            "invalid_token",
            "RFC 7662 §2.2",
            "The access token was revoked.",
            "introspection says that it is not active"),
    INTROSPECTION_UNAVAILABLE(
            503,
            "temporarily_unavailable",
            "RFC 7662 §2.3",
            "It can not be told at the moment whether the access token was revoked.",
            "introspection is away or its answer can not be used:"),
    INSUFFICIENT_SCOPE(
            403,
            "insufficient_scope",
            "RFC 6750 §3.1",
            "The access token lacks a scope that this request needs.",
            "the token's scope lacks what the method requires"),
    METHOD_NOT_DECLARED(
            403,
            "insufficient_scope",
            "design §6",
            "This resource is not open to anyone.",
            "the resource method has neither @RequiresScope nor @PermitAll");

    private final int status;
    private final String error;
    private final String clause;
    private final String description;
    private final String log;

    AccessRefusal(int status, String error, String clause, String description, String log) {
        this.status = status;
        this.error = error;
        this.clause = clause;
        this.description = description;
        this.log = log;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Optional<String> error() {
        return error.isEmpty() ? Optional.empty() : Optional.of(error);
    }

    @Override
    public String clause() {
        return clause;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String log() {
        return log;
    }

    /** Two heartbeats: what a feed or an issuer that is back needs to be seen. */
    @Override
    public Optional<Duration> retryAfter() {
        return status == 503 ? Optional.of(Duration.ofSeconds(2)) : Optional.empty();
    }
}
