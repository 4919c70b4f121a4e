package dev.countersign.protocol.error;

import static dev.countersign.protocol.error.ErrorCode.*;

/**
 * Every reason to refuse, in one closed list: the clause, the code, what the outside reads and what
 * the log says. Refusals of passwords, client secrets and foreign tokens read the same whatever
 * failed; a client's own protocol mistake is described.
 */
public enum Refusal {
    // The form of a request.
    PARAMETER_MISSING(INVALID_REQUEST, "RFC 6749 §5.2", "A required parameter is missing"),
    PARAMETER_MALFORMED(INVALID_REQUEST, "RFC 6749 §5.2", "A parameter is malformed"),
    PARAMETER_REPEATED(INVALID_REQUEST, "RFC 6749 §3.2", "A parameter is repeated"),
    BODY_TOO_LARGE(CONTENT_TOO_LARGE, "RFC 9110 §15.5.14", "The request is too large"),
    BODY_MALFORMED(INVALID_REQUEST, "RFC 9110 §15.5.1", "The request cannot be read"),
    MEDIA_TYPE(
            UNSUPPORTED_MEDIA_TYPE, "RFC 9110 §15.5.16", "The content type is not supported here"),
    METHOD(METHOD_NOT_ALLOWED, "RFC 9110 §15.5.6", "The method is not allowed here"),
    RESPONSE_FORMAT(NOT_ACCEPTABLE, "RFC 9110 §15.5.7", "None of the accepted formats is offered"),
    PATH(NOT_FOUND, "RFC 9110 §15.5.5", "There is nothing at this address"),
    FIELDS(INVALID_REQUEST, "RFC 9457 §3", "A field is missing or wrong"),
    UNKNOWN(NOT_FOUND, "RFC 9110 §15.5.5", "It is not known here"),

    // Who is calling.
    CLIENT_UNKNOWN(INVALID_CLIENT, "RFC 6749 §5.2", Texts.CLIENT, "no such client"),
    CLIENT_SECRET_WRONG(INVALID_CLIENT, "RFC 6749 §5.2", Texts.CLIENT, "the secret is wrong"),
    CLIENT_SECRET_MISSING(
            INVALID_CLIENT, "RFC 6749 §5.2", Texts.CLIENT, "a confidential client sent no secret"),
    CLIENT_SECRET_OF_PUBLIC_CLIENT(
            INVALID_CLIENT, "RFC 6749 §5.2", Texts.CLIENT, "a public client sent a secret"),
    CLIENT_DISABLED(INVALID_CLIENT, "RFC 6749 §5.2", Texts.CLIENT, "the client is disabled"),
    CLIENT_CREDENTIALS_MALFORMED(
            INVALID_CLIENT, "RFC 6749 §2.3.1", "The client credentials cannot be read"),
    CLIENT_AUTHENTICATED_TWICE(
            INVALID_REQUEST, "RFC 6749 §2.3", "Use one method of client authentication, not two"),
    CALLER_MAY_NOT_INTROSPECT(
            INVALID_CLIENT, "RFC 7662 §2.1", Texts.CLIENT, "a public client may not introspect"),

    CALLER_IS_NO_API(
            INVALID_CLIENT,
            "RFC 6749 §5.2",
            Texts.CLIENT,
            "not the credential of a registered API"),

    // Grant types.
    GRANT_TYPE_UNSUPPORTED(
            UNSUPPORTED_GRANT_TYPE, "RFC 6749 §5.2", "The grant type is not supported"),
    GRANT_TYPE_NOT_REGISTERED(
            UNAUTHORIZED_CLIENT, "RFC 6749 §5.2", "The application may not use this grant type"),

    // Authorization codes.
    CODE_UNKNOWN(INVALID_GRANT, "RFC 6749 §5.2", Texts.CODE, "unknown or expired code"),
    CODE_REPLAYED(
            INVALID_GRANT, "RFC 6749 §4.1.2", Texts.CODE, "a second use; the grant is revoked"),
    CODE_OF_ANOTHER_CLIENT(
            INVALID_GRANT, "RFC 6749 §4.1.3", Texts.CODE, "the code was issued to another client"),
    CODE_REDIRECT_URI(
            INVALID_GRANT,
            "RFC 6749 §4.1.3",
            "The redirect_uri is not the one of the authorization request"),
    CODE_VERIFIER_WRONG(
            INVALID_GRANT, "RFC 7636 §4.6", "The code_verifier does not match the code_challenge"),
    CODE_VERIFIER_MISSING(
            INVALID_GRANT, "RFC 7636 §4.6", "The code_verifier is missing; a challenge was sent"),
    CODE_VERIFIER_WITHOUT_CHALLENGE(
            INVALID_GRANT, "RFC 9700 §4.8.2", "A code_verifier came, but no challenge was sent"),
    CODE_FALLEN(
            INVALID_GRANT, "RFC 6749 §5.2", Texts.CODE, "revoked, or what it rests on has fallen"),

    // Refresh tokens.
    REFRESH_TOKEN_MALFORMED(
            INVALID_GRANT, "RFC 6749 §5.2", Texts.REFRESH, "not the form of our refresh tokens"),
    REFRESH_TOKEN_INVENTED(INVALID_GRANT, "RFC 6749 §5.2", Texts.REFRESH, "the tag is wrong"),
    REFRESH_TOKEN_UNKNOWN(INVALID_GRANT, "RFC 6749 §5.2", Texts.REFRESH, "no such grant"),
    REFRESH_TOKEN_OF_ANOTHER_CLIENT(
            INVALID_GRANT, "RFC 6749 §5.2", Texts.REFRESH, "issued to another client"),
    REFRESH_TOKEN_ENDED(
            INVALID_GRANT, "RFC 6749 §5.2", Texts.REFRESH, "the grant has ended or fell idle"),
    REFRESH_TOKEN_REVOKED(INVALID_GRANT, "RFC 6749 §5.2", Texts.REFRESH, "the grant is revoked"),
    REFRESH_TOKEN_LATE_DUPLICATE(
            INVALID_GRANT, "RFC 9700 §4.14.2", Texts.REFRESH, "late duplicate; nothing revoked"),
    REFRESH_TOKEN_REPLAYED(
            INVALID_GRANT, "RFC 9700 §4.14.2", Texts.REFRESH, "a theft; the grant is revoked"),
    REFRESH_TOKEN_OF_THE_FUTURE(
            INVALID_GRANT, "RFC 6749 §5.2", Texts.REFRESH, "newer than the grant's row"),
    REFRESH_TOKEN_OF_OTHER_APIS(
            INVALID_GRANT,
            "RFC 6749 §5.2",
            Texts.REFRESH,
            "the scopes belong to other APIs than the grant's by now"),

    // Scopes and resources.
    SCOPE_UNKNOWN(INVALID_SCOPE, "RFC 6749 §3.3", "The application may not ask for this scope"),
    SCOPE_WIDER(INVALID_SCOPE, "RFC 6749 §6", "The scope is wider than what was granted"),
    SCOPE_MALFORMED(INVALID_SCOPE, "RFC 6749 §3.3", "The scope is malformed"),
    SCOPE_MIXED(
            INVALID_SCOPE,
            "RFC 6749 §3.3",
            "Scopes of administration are not granted together with those of another API"),
    SCOPE_EMPTY(INVALID_SCOPE, "RFC 6749 §3.3", "No scope was asked for"),

    // The authorization endpoint.
    AUTHORIZATION_CLIENT_UNKNOWN(
            INVALID_REQUEST, "RFC 6749 §4.1.2.1", "The application is not known here"),
    AUTHORIZATION_CLIENT_MISSING(
            INVALID_REQUEST, "RFC 6749 §4.1.2.1", "The request does not name an application"),
    REDIRECT_URI_MISSING(INVALID_REQUEST, "RFC 6749 §3.1.2.3", "The redirect_uri is missing"),
    REDIRECT_URI_FOREIGN(
            INVALID_REQUEST,
            "RFC 6749 §4.1.2.1",
            "The redirect_uri is not registered for this application"),
    RESPONSE_TYPE_UNSUPPORTED(
            UNSUPPORTED_RESPONSE_TYPE, "RFC 6749 §4.1.2.1", "The response type is not supported"),
    RESPONSE_MODE_UNSUPPORTED(
            INVALID_REQUEST,
            "OAuth 2.0 Multiple Response Types §2.1",
            "The response mode is not supported"),
    CODE_CHALLENGE_MISSING(
            INVALID_REQUEST, "RFC 9700 §2.1.1", "PKCE is required: send a code_challenge"),
    CODE_CHALLENGE_METHOD(
            INVALID_REQUEST,
            "RFC 7636 §4.4.1",
            "Send code_challenge_method=S256; plain is refused"),
    CODE_CHALLENGE_MALFORMED(
            INVALID_REQUEST, "RFC 7636 §4.2", "The code_challenge is not a base64url SHA-256"),
    REQUEST_OBJECT(
            REQUEST_NOT_SUPPORTED,
            "OpenID Connect Core 1.0 §6.1",
            "Request objects are not supported"),
    REQUEST_OBJECT_URI(
            REQUEST_URI_NOT_SUPPORTED,
            "OpenID Connect Core 1.0 §6.2",
            "The request_uri parameter is not supported"),
    PROMPT_UNSUPPORTED(
            INVALID_REQUEST,
            "OpenID Connect Core 1.0 §3.1.2.1",
            "The prompt is none alone, or of login, consent and select_account"),
    PERSON_DENIED(ACCESS_DENIED, "RFC 6749 §4.1.2.1", "The person did not allow the access"),
    PERSON_MUST_SIGN_IN(
            LOGIN_REQUIRED, "OpenID Connect Core 1.0 §3.1.2.6", "The person is not signed in"),
    PERSON_MUST_CONSENT(
            CONSENT_REQUIRED,
            "OpenID Connect Core 1.0 §3.1.2.6",
            "The person has not consented yet"),

    // The pages.
    PENDING_REQUEST_UNKNOWN(
            INVALID_REQUEST,
            "RFC 6749 §4.1.1",
            "This sign-in has expired; start again from the app"),
    FORM_FORGED(INVALID_REQUEST, "RFC 9700 §4.7", "This form is not valid any more; start again"),
    PASSWORD_WRONG(ACCESS_DENIED, "RFC 9700 §4.16", Texts.PASSWORD, "the password is wrong"),
    USER_UNKNOWN(ACCESS_DENIED, "RFC 9700 §4.16", Texts.PASSWORD, "no such user"),
    USER_DISABLED(ACCESS_DENIED, "RFC 9700 §4.16", Texts.PASSWORD, "the user is disabled"),
    TOO_MANY_FAILURES(
            TOO_MANY_REQUESTS, "RFC 9700 §4.16", "Too many attempts; wait a moment and try again"),

    // Tokens presented to an endpoint, RFC 6750.
    TOKEN_MISSING(INVALID_TOKEN, "RFC 6750 §3", "An access token is required"),
    TOKEN_SENT_TWICE(INVALID_REQUEST, "RFC 6750 §2", "Send the access token in one way, once"),
    TOKEN_MALFORMED(INVALID_TOKEN, "RFC 6750 §3.1", Texts.TOKEN, "not one of our access tokens"),
    TOKEN_SIGNATURE(INVALID_TOKEN, "RFC 9068 §4", Texts.TOKEN, "the signature does not verify"),
    TOKEN_TYPE(INVALID_TOKEN, "RFC 9068 §4", Texts.TOKEN, "the typ is not at+jwt"),
    TOKEN_ISSUER(INVALID_TOKEN, "RFC 9068 §4", Texts.TOKEN, "another issuer"),
    TOKEN_AUDIENCE(INVALID_TOKEN, "RFC 9068 §4", Texts.TOKEN, "meant for another audience"),
    TOKEN_EXPIRED(INVALID_TOKEN, "RFC 9068 §4", "The access token has expired"),
    TOKEN_REVOKED(INVALID_TOKEN, "RFC 6750 §3.1", Texts.TOKEN, "revoked, or its grant has ended"),
    TOKEN_SCOPE(
            INSUFFICIENT_SCOPE, "RFC 6750 §3.1", "The access token lacks a scope that is needed"),
    TOKEN_OF_NO_ADMINISTRATOR(
            INSUFFICIENT_SCOPE,
            "RFC 6750 §3.1",
            "Only an administrator may do this",
            "no person, or one without the role"),
    TOKEN_OF_ANOTHER_CLIENT(
            INVALID_GRANT, "RFC 7009 §2.1", "The token was not issued to this client"),

    // Not the caller's fault.
    STORE_AWAY(
            TEMPORARILY_UNAVAILABLE,
            "RFC 6749 §4.1.2.1",
            "The server cannot answer right now; try again",
            "a store is away or too slow"),
    PASSWORDS_BUSY(
            TEMPORARILY_UNAVAILABLE,
            "RFC 9110 §15.6.4",
            "The server cannot answer right now; try again",
            "more passwords wait to be checked than the queue holds"),
    CLOCK_WENT_BACK(
            TEMPORARILY_UNAVAILABLE,
            "RFC 6749 §4.1.2.1",
            "The server cannot answer right now; try again",
            "PostgreSQL's clock went back; nothing is authorized until it has caught up"),
    // Taking access back.
    BEFORE_IN_THE_FUTURE(
            INVALID_REQUEST, "Contract, section 5", "before may not lie in the future"),
    NOTHING_TO_TAKE_BACK(
            NOT_FOUND,
            "RFC 9110 §15.5.5",
            "There is nothing at this address",
            "the user, application, membership or key of this revocation does not exist"),
    FEED_BEHIND(
            TEMPORARILY_UNAVAILABLE,
            "RFC 9110 §15.6.4",
            "The server cannot answer right now; try again",
            "this replica has not read the topic of rules yet"),
    FEED_FULL(
            TEMPORARILY_UNAVAILABLE,
            "RFC 9110 §15.6.4",
            "The server cannot answer right now; try again",
            "more requests wait for rules than there are places"),
    ADMINISTRATION_BUSY(
            TEMPORARILY_UNAVAILABLE,
            "RFC 9110 §15.6.4",
            "The server is busy with other searches; try again",
            "more administrators search or count at once than there are places"),
    BUG(
            SERVER_ERROR,
            "RFC 6749 §4.1.2.1",
            "The server failed; the error_id tells its operators why");

    private final ErrorCode code;
    private final String clause;
    private final String description;
    private final String log;

    Refusal(ErrorCode code, String clause, String description) {
        this(code, clause, description, description);
    }

    Refusal(ErrorCode code, String clause, String description, String log) {
        this.code = code;
        this.clause = clause;
        this.description = description;
        this.log = log;
    }

    public ErrorCode code() {
        return code;
    }

    /** The document and section that asks for this refusal. */
    public String clause() {
        return clause;
    }

    /** What the outside reads. */
    public String description() {
        return description;
    }

    /** What the log says. */
    public String log() {
        return log;
    }

    /** Texts that several refusals share, so that the outside cannot tell them apart. */
    private static final class Texts {
        static final String CLIENT = "Client authentication failed";
        static final String CODE = "The authorization code is not valid";
        static final String REFRESH = "The refresh token is not valid";
        static final String PASSWORD = "The user name or the password is wrong";
        static final String TOKEN = "The access token is not valid";
    }
}
