package dev.countersign.web.page;

import dev.countersign.protocol.error.ErrorCode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The page of a refusal: what it means for a person first, the words of the spec after that.
 *
 * @param kind chooses title and hint
 * @param errorId empty where there is none to show
 */
@CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record RefusalPage(String kind, String error, String description, String errorId)
        implements TemplateInstance {

    public static RefusalPage of(ErrorCode code, String description, String errorId) {
        return new RefusalPage(kind(code), code.word(), description, errorId);
    }

    private static String kind(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> "not_found";
            case TEMPORARILY_UNAVAILABLE -> "busy";
            case TOO_MANY_REQUESTS -> "wait";
            case SERVER_ERROR -> "bug";
            case ACCESS_DENIED -> "denied";
            case INVALID_REQUEST,
                    INVALID_CLIENT,
                    INVALID_GRANT,
                    UNAUTHORIZED_CLIENT,
                    UNSUPPORTED_GRANT_TYPE,
                    INVALID_SCOPE,
                    UNSUPPORTED_TOKEN_TYPE,
                    UNSUPPORTED_RESPONSE_TYPE,
                    LOGIN_REQUIRED,
                    CONSENT_REQUIRED,
                    ACCOUNT_SELECTION_REQUIRED,
                    INTERACTION_REQUIRED,
                    REQUEST_NOT_SUPPORTED,
                    REQUEST_URI_NOT_SUPPORTED,
                    INVALID_REQUEST_URI,
                    INVALID_REQUEST_OBJECT,
                    REGISTRATION_NOT_SUPPORTED,
                    UNMET_AUTHENTICATION_REQUIREMENTS,
                    INVALID_TOKEN,
                    INSUFFICIENT_SCOPE,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    CONFLICT,
                    PRECONDITION_FAILED,
                    CONTENT_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    PRECONDITION_REQUIRED ->
                    "request";
        };
    }
}
