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

    // Administration.
    VERSION_MISSING(
            PRECONDITION_REQUIRED, "RFC 6585 §3", "Send by If-Match the version that is changed"),
    VERSION_OLD(
            PRECONDITION_FAILED,
            "RFC 9110 §13.1.1",
            "It has changed in the meantime; read it anew"),
    TAKEN(CONFLICT, "RFC 9110 §15.5.10", "There is one already"),
    IN_USE(CONFLICT, "RFC 9110 §15.5.10", "Something else still needs it"),
    ADMINISTRATION_ITSELF(
            CONFLICT,
            "Contract, section 3",
            "Administration is the server's own: its API and its pages stay as they are"),
    NO_SECRET(CONFLICT, "RFC 9110 §15.5.10", "There is no secret that could be replaced"),
    IDEMPOTENCY_KEY_REUSED(
            CONFLICT,
            "draft-ietf-httpapi-idempotency-key-header §2.7",
            "The Idempotency-Key came with another request before"),
    ADMINISTRATOR_ONLY(ACCESS_DENIED, "RFC 9110 §15.5.4", "Only an administrator may change this"),

    // Who is calling.
    CLIENT_UNKNOWN(INVALID_CLIENT, "RFC 6749 §5.2", Texts.CLIENT, "no such client"),
    CLIENT_SECRET_WRONG(INVALID_CLIENT, "RFC 6749 §5.2", Texts.CLIENT, "the secret is wrong"),
    CLIENT_SECRET_MISSING(
            INVALID_CLIENT, "RFC 6749 §5.2", Texts.CLIENT, "a confidential client sent no secret"),
    CLIENT_SECRET_OF_PUBLIC_CLIENT(
            INVALID_CLIENT, "RFC 6749 §5.2", Texts.CLIENT, "a public client sent a secret"),
    CLIENT_DISABLED(INVALID_CLIENT, "RFC 6749 §5.2", Texts.CLIENT, "the client is disabled"),
    CLIENT_CHANGED(
            INVALID_CLIENT,
            "RFC 6749 §5.2",
            Texts.CLIENT,
            "the client was stopped, or has another secret, since it was read"),
    CLIENT_CREDENTIALS_MALFORMED(
            INVALID_CLIENT, "RFC 6749 §2.3.1", "The client credentials cannot be read"),
    CLIENT_AUTHENTICATED_TWICE(
            INVALID_REQUEST, "RFC 6749 §2.3", "Use one method of client authentication, not two"),
    CLIENT_ASSERTION_TYPE(
            INVALID_REQUEST,
            "RFC 7521 §4.2",
            "Send client_assertion together with client_assertion_type"
                    + " urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
    CLIENT_ASSERTION_MALFORMED(
            INVALID_CLIENT,
            "RFC 7523 §3",
            Texts.CLIENT,
            "the assertion is no signed JWT that is accepted"),
    CLIENT_ASSERTION_SIGNATURE(
            INVALID_CLIENT,
            "RFC 7523 §3",
            Texts.CLIENT,
            "the assertion is not signed with a key, or the secret, of the client"),
    CLIENT_ASSERTION_CLAIMS(
            INVALID_CLIENT,
            "RFC 7523 §3",
            Texts.CLIENT,
            "the assertion is not of this client, not for this server, not of now, or has no jti"),
    CLIENT_ASSERTION_REPLAYED(
            INVALID_CLIENT, "RFC 7523 §3", Texts.CLIENT, "the assertion was used before"),
    CLIENT_METHOD(
            INVALID_CLIENT,
            "OpenID Connect Core 1.0 §9",
            Texts.CLIENT,
            "the client is registered for another method of authentication"),
    CALLER_MAY_NOT_INTROSPECT(
            INVALID_CLIENT, "RFC 7662 §2.1", Texts.CLIENT, "a public client may not introspect"),

    CALLER_IS_NO_API(
            INVALID_CLIENT,
            "RFC 6749 §5.2",
            Texts.CLIENT,
            "not the credential of a registered API"),

    DIALECT_OFF(
            UNAUTHORIZED_CLIENT,
            "Contract, section 6",
            "The application may not use this endpoint",
            "the dialect is not switched on for the application"),
    ORIGIN_FOREIGN(
            ACCESS_DENIED,
            "Fetch Standard, CORS protocol",
            "Pages of this origin may not call this server",
            "the origin of no enabled application"),

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
    CODE_OF_THE_OTHER_FAMILY(
            INVALID_GRANT,
            "Contract, section 6",
            Texts.CODE,
            "issued by the other family of endpoints"),
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
    REFRESH_TOKEN_OF_THE_OTHER_FAMILY(
            INVALID_GRANT,
            "Contract, section 6",
            Texts.REFRESH,
            "its grant was begun at the other family of endpoints; nothing revoked"),
    ID_TOKEN_INVENTED(
            INVALID_GRANT, "Contract, section 6", Texts.ID_TOKEN, "not signed here as an ID token"),
    ID_TOKEN_OF_ANOTHER_CLIENT(
            INVALID_GRANT, "Contract, section 6", Texts.ID_TOKEN, "issued to another client"),
    ID_TOKEN_OF_ANOTHER_PERSON(
            INVALID_GRANT,
            "Contract, section 6",
            Texts.ID_TOKEN,
            "of another person than the grant"),
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
            INVALID_REQUEST, "RFC 6749 §4.1.2.1", Texts.APPLICATION, "no such application"),
    AUTHORIZATION_CLIENT_DISABLED(
            INVALID_REQUEST, "RFC 6749 §4.1.2.1", Texts.APPLICATION, "it is disabled"),
    AUTHORIZATION_CLIENT_MISSING(
            INVALID_REQUEST, "RFC 6749 §4.1.2.1", "The request does not name an application"),
    REDIRECT_URI_MISSING(INVALID_REQUEST, "RFC 6749 §3.1.2.3", "The redirect_uri is missing"),
    REDIRECT_URI_FOREIGN(
            INVALID_REQUEST,
            "RFC 6749 §4.1.2.1",
            "The redirect_uri is not registered for this application"),
    RESPONSE_TYPE_UNSUPPORTED(
            UNSUPPORTED_RESPONSE_TYPE, "RFC 6749 §4.1.2.1", "The response type is not supported"),
    RESPONSE_TYPE_NOT_REGISTERED(
            UNAUTHORIZED_CLIENT,
            "RFC 6749 §4.1.2.1",
            "The application may not use this response type"),
    RESPONSE_MODE_UNSUPPORTED(
            INVALID_REQUEST,
            "OAuth 2.0 Multiple Response Types §2.1",
            "The response mode is not supported, or not for this response type"),
    AUTHORIZATION_REQUEST_TOO_LONG(INVALID_REQUEST, "RFC 6749 §4.1.2.1", "The request is too long"),
    OPENID_MISSING(
            INVALID_SCOPE,
            "OpenID Connect Core 1.0 §3.1.2.1",
            "An ID token needs the scope openid"),
    NONCE_MISSING(
            INVALID_REQUEST,
            "OpenID Connect Core 1.0 §3.2.2.1",
            "The nonce is required where an ID token comes from the authorization endpoint"),
    CODE_CHALLENGE_MISSING(
            INVALID_REQUEST, "RFC 9700 §2.1.1", "PKCE is required: send a code_challenge"),
    CODE_CHALLENGE_METHOD(
            INVALID_REQUEST,
            "RFC 7636 §4.4.1",
            "Send code_challenge_method=S256; plain is refused"),
    CODE_CHALLENGE_MALFORMED(
            INVALID_REQUEST, "RFC 7636 §4.2", "The code_challenge is not a base64url SHA-256"),
    DIALECT_CHALLENGE_METHOD(
            INVALID_REQUEST,
            "Contract, section 6",
            "Send code_challenge_method SHA256, SHA512 or S256; plain is refused"),
    DIALECT_CHALLENGE_MALFORMED(
            INVALID_REQUEST,
            "Contract, section 6",
            "The code_challenge is not the digest of its method, in lower-case hexadecimal"),
    REQUEST_OBJECT(
            REQUEST_NOT_SUPPORTED,
            "OpenID Connect Core 1.0 §6.1",
            "Request objects are not supported of an application that has registered no keys"),
    REQUEST_OBJECT_MALFORMED(
            INVALID_REQUEST_OBJECT,
            "RFC 9101 §6.2",
            "The request object is no JWT that is signed by an algorithm of the application"),
    REQUEST_OBJECT_SIGNATURE(
            INVALID_REQUEST_OBJECT,
            "RFC 9101 §6.2",
            "The request object is not signed with a key of the application"),
    REQUEST_OBJECT_CLAIMS(
            INVALID_REQUEST_OBJECT,
            "RFC 9101 §6.3",
            "The request object is not of this application, for this server and of now, or does"
                    + " not agree with the request"),
    REQUEST_OBJECT_URI(
            REQUEST_URI_NOT_SUPPORTED,
            "OpenID Connect Core 1.0 §6.2",
            "The request_uri parameter is not supported"),
    REQUEST_URI_UNKNOWN(
            INVALID_REQUEST_URI,
            "RFC 9126 §4",
            "This request has expired or was used before; start again from the app",
            "no pushed request of this client: invented, expired, used, or another client's"),
    REQUEST_URI_PUSHED(
            INVALID_REQUEST,
            "RFC 9126 §2.1",
            "A request that is pushed may not name a request_uri"),
    PUSHED_REQUEST_REQUIRED(
            INVALID_REQUEST,
            "RFC 9126 §6",
            "The application is registered to push its authorization requests"),
    REGISTRATION(
            REGISTRATION_NOT_SUPPORTED,
            "OpenID Connect Core 1.0 §7.2.1",
            "The registration parameter is not supported"),
    PROMPT_UNSUPPORTED(
            INVALID_REQUEST,
            "OpenID Connect Core 1.0 §3.1.2.1",
            "The prompt is none alone, or of login, consent and select_account"),
    CLAIMS_MALFORMED(
            INVALID_REQUEST,
            "OpenID Connect Core 1.0 §5.5",
            "The claims parameter is not such a JSON object, or too large"),
    CLAIMS_WITHOUT_ACCESS_TOKEN(
            INVALID_REQUEST,
            "OpenID Connect Core 1.0 §5.5",
            "Claims of the UserInfo endpoint need a response type with an access token"),
    ACR_OUT_OF_REACH(
            UNMET_AUTHENTICATION_REQUIREMENTS,
            "OpenID Connect Core 1.0 §5.5.1.1",
            "None of the acr values that are essential is offered here"),
    AUTHORIZATION_FALLEN(
            ACCESS_DENIED,
            "RFC 6749 §4.1.2.1",
            "This sign-in does not count any more; try again",
            "what the access token would rest on has fallen since the decision"),
    PERSON_DENIED(ACCESS_DENIED, "RFC 6749 §4.1.2.1", "The person did not allow the access"),
    PERSON_MUST_SIGN_IN(
            LOGIN_REQUIRED, "OpenID Connect Core 1.0 §3.1.2.6", "The person is not signed in"),
    PERSON_IS_ANOTHER(
            LOGIN_REQUIRED,
            "OpenID Connect Core 1.0 §3.1.2.1",
            "Somebody else has signed in than the request asks for"),
    PERSON_MUST_CHOOSE(
            ACCOUNT_SELECTION_REQUIRED,
            "OpenID Connect Core 1.0 §3.1.2.6",
            "The person must choose another account",
            "the account that is signed in is no member of the application"),
    PERSON_MUST_ACT(
            INTERACTION_REQUIRED,
            "OpenID Connect Core 1.0 §3.1.2.6",
            "The person must do something on a page first",
            "the password must be changed"),
    PERSON_MUST_CONSENT(
            CONSENT_REQUIRED,
            "OpenID Connect Core 1.0 §3.1.2.6",
            "The person has not consented yet"),

    // The pages.
    PENDING_REQUEST_UNKNOWN(
            INVALID_REQUEST,
            "RFC 6749 §4.1.1",
            "This sign-in has expired; start again from the app"),
    ADMIN_SIGN_IN_UNKNOWN(
            INVALID_REQUEST,
            "RFC 9700 §4.7",
            Texts.ADMIN_SIGN_IN,
            "this browser began no such sign-in, or another issuer answers"),
    ADMIN_SIGN_IN_REFUSED(
            ACCESS_DENIED, "RFC 6749 §4.1.2.1", Texts.ADMIN_SIGN_IN, "it was answered by an error"),
    POST_LOGOUT_URI_FOREIGN(
            INVALID_REQUEST,
            "OpenID Connect RP-Initiated Logout 1.0 §3",
            "The post_logout_redirect_uri is not registered for the application"),
    FORM_FORGED(INVALID_REQUEST, "RFC 9700 §4.7", "This form is not valid any more; start again"),
    PASSWORD_WRONG(ACCESS_DENIED, "RFC 9700 §4.16", Texts.PASSWORD, "the password is wrong"),
    USER_UNKNOWN(ACCESS_DENIED, "RFC 9700 §4.16", Texts.PASSWORD, "no such user"),
    USER_DISABLED(ACCESS_DENIED, "RFC 9700 §4.16", Texts.PASSWORD, "the user is disabled"),
    USER_NOT_A_MEMBER(
            ACCESS_DENIED,
            "Contract, section 6",
            "Only users of this application may sign in to it",
            "the password is right; the person is no member of the application"),
    SIGN_IN_FALLEN(
            ACCESS_DENIED,
            "Contract, section 6",
            "This sign-in does not count any more; try again",
            "what it rests on has fallen since"),
    CONSENT_DUE(
            INTERACTION_REQUIRED,
            "Contract, section 6",
            "The person must go on in a browser: open loginUrl",
            "consent is due"),
    PASSWORD_CHANGE_DUE(
            INTERACTION_REQUIRED,
            "Contract, section 6",
            "The person must go on in a browser: open loginUrl",
            "the password must be changed"),
    NEW_PASSWORD(
            INVALID_REQUEST,
            "NIST SP 800-63B §3.1.1.2",
            "The new password is too short, the old one, or not the same twice"),
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
            "more requests wait for rules, or read many of them, than there are places"),
    EMAIL_TAKEN(
            CONFLICT, "RFC 9110 §15.5.10", "There is an account with this email address already"),
    OWN_ROLES(CONFLICT, "Contract, section 6", "Nobody changes their own roles"),
    PASSWORD_NOT_OWN(
            CONFLICT,
            "Contract, section 6",
            "Somebody else has known the password; reset it, and let the person replace it first"),
    LAST_ADMINISTRATOR(
            CONFLICT, "Contract, section 6", "Nobody else administers; make somebody else first"),
    ADMINISTRATOR_EXISTS(
            CONFLICT, "Contract, section 6", "There is an administrator; ask them for an account"),
    BOOTSTRAP_SECRET_WRONG(
            INVALID_TOKEN, "RFC 6750 §3.1", "The bootstrap secret is missing or wrong"),
    BOOTSTRAP_LINK_UNKNOWN(
            NOT_FOUND,
            "RFC 9110 §15.5.5",
            "This link does not work any more; make a new one",
            "unknown, used or expired, or there is an administrator"),
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
        static final String APPLICATION = "The application is not known here";
        static final String CODE = "The authorization code is not valid";
        static final String REFRESH = "The refresh token is not valid";
        static final String ID_TOKEN = "The id_token is not of this grant";
        static final String PASSWORD = "The user name or the password is wrong";
        static final String TOKEN = "The access token is not valid";
        static final String ADMIN_SIGN_IN =
                "This sign-in did not work; open the address /admin again";
    }
}
