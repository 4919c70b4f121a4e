package dev.countersign.api.refusal;

import dev.countersign.resourceserver.refusal.Refusal;
import java.time.Duration;
import java.util.Optional;

/** Every refusal of the sample API itself. */
public enum ApiRefusal implements Refusal {
    USERINFO_REFUSED_TOKEN(
            401,
            "invalid_token",
            "RFC 6750 §3.1",
            "The access token is no longer valid.",
            "userinfo answered 401: revoked a moment ago, or not for userinfo"),
    USERINFO_REFUSED_SCOPE(
            403,
            "insufficient_scope",
            "OpenID Connect Core 1.0 §5.3.1",
            "The access token lacks the scope openid.",
            "userinfo answered 403"),
    USERINFO_UNAVAILABLE(
            503,
            "temporarily_unavailable",
            "OpenID Connect Core 1.0 §5.3",
            "It can not be told at the moment who is signed in.",
            "userinfo is away or its answer can not be used:"),
    DATABASE_UNAVAILABLE(
            503,
            "temporarily_unavailable",
            "RFC 9110 §15.6.4",
            "The accounts can not be read at the moment.",
            "the database is away"),
    MALFORMED_REQUEST(
            400,
            "invalid_request",
            "RFC 9110 §15.5.1",
            "The request can not be understood.",
            "a malformed request"),
    NOT_FOUND(
            404,
            "not_found",
            "RFC 9110 §15.5.5",
            "There is nothing at this address.",
            "no such path"),
    METHOD_NOT_ALLOWED(
            405,
            "method_not_allowed",
            "RFC 9110 §15.5.6",
            "This method is not offered here.",
            "no such method"),
    NOT_ACCEPTABLE(
            406,
            "not_acceptable",
            "RFC 9110 §15.5.7",
            "Answers are JSON only.",
            "the client accepts no JSON"),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "unsupported_media_type",
            "RFC 9110 §15.5.16",
            "Content of this type is not read here.",
            "content of a type that is not read"),
    SERVER_ERROR(500, "server_error", "RFC 9110 §15.6.1", "Something went wrong here.", "a bug");

    private final int status;
    private final String error;
    private final String clause;
    private final String description;
    private final String log;

    ApiRefusal(int status, String error, String clause, String description, String log) {
        this.status = status;
        this.error = error;
        this.clause = clause;
        this.description = description;
        this.log = log;
    }

    /** What the framework refuses by a status alone. */
    static ApiRefusal ofStatus(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? MALFORMED_REQUEST : SERVER_ERROR;
        };
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Optional<String> error() {
        return Optional.of(error);
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

    @Override
    public Optional<Duration> retryAfter() {
        return status == 503 ? Optional.of(Duration.ofSeconds(2)) : Optional.empty();
    }
}
