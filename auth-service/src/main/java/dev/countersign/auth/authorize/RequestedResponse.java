package dev.countersign.auth.authorize;

import dev.countersign.clients.Application;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.ResponseMode;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.util.Optional;

/**
 * The step of {@code response_type} and {@code response_mode}: what the answer holds, and how it
 * travels.
 */
record RequestedResponse(ResponseType type, ResponseMode mode) {

    static RequestedResponse of(Parameters parameters, Application application, RedirectUri to) {
        ResponseType type =
                parameters.required(
                        "response_type",
                        RequestedResponse::type,
                        Refusal.RESPONSE_TYPE_UNSUPPORTED);
        if (!application.mayUse(type)) {
            throw new OAuthException(Refusal.RESPONSE_TYPE_NOT_REGISTERED);
        }
        if (type.givesCode() && !application.mayUse(GrantType.AUTHORIZATION_CODE)) {
            throw new OAuthException(Refusal.GRANT_TYPE_NOT_REGISTERED);
        }
        ResponseMode mode =
                parameters
                        .get(
                                "response_mode",
                                RequestedResponse::mode,
                                Refusal.RESPONSE_MODE_UNSUPPORTED)
                        .orElseGet(type::usualMode);
        if (!type.allows(mode) || !mode.reaches(to)) {
            throw new OAuthException(Refusal.RESPONSE_MODE_UNSUPPORTED);
        }
        return new RequestedResponse(type, mode);
    }

    /**
     * How a refusal of a request travels that may be wrong in anything: as was asked, if that is
     * known to be good, else as the response type does by itself.
     */
    static ResponseMode ofRefusal(Parameters parameters, RedirectUri to) {
        String words = once(parameters, "response_type").orElse(ResponseType.CODE.words());
        return once(parameters, "response_mode")
                .flatMap(ResponseMode::of)
                .filter(mode -> ResponseType.allows(words, mode) && mode.reaches(to))
                .orElseGet(() -> ResponseType.usualMode(words));
    }

    private static Optional<String> once(Parameters parameters, String name) {
        try {
            return parameters.get(name);
        } catch (OAuthException repeated) {
            return Optional.empty();
        }
    }

    private static ResponseType type(String words) {
        return ResponseType.of(words).orElseThrow(IllegalArgumentException::new);
    }

    private static ResponseMode mode(String word) {
        return ResponseMode.of(word).orElseThrow(IllegalArgumentException::new);
    }
}
