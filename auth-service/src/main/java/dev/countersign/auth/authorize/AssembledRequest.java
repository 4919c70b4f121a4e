package dev.countersign.auth.authorize;

import dev.countersign.auth.authorize.TrustedClient.Trusted;
import dev.countersign.clients.Application;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;

/** The parameters of a request that count, and how they came: RFC 9101 §6.3, RFC 9126 §4. */
sealed interface AssembledRequest {

    /** By the browser, in the query or in a request object. */
    record Sent(Parameters parameters) implements AssembledRequest {}

    /** By the client itself, which authenticated. */
    record Pushed(Parameters parameters) implements AssembledRequest {}

    /**
     * With a request object that is not accepted. It says nothing, not even where its refusal goes:
     * what stands beside it does.
     */
    record Refused(Parameters parameters, OAuthException refusal) implements AssembledRequest {}

    Parameters parameters();

    /**
     * Where an answer may go.
     *
     * @throws OAuthException for the person alone
     */
    default Trusted trusted(Application application) {
        try {
            return TrustedClient.trusted(application, parameters());
        } catch (OAuthException untrusted) {
            throw this instanceof Refused(var ignored, OAuthException first) ? first : untrusted;
        }
    }

    /**
     * The parameters, if the application may send them so.
     *
     * @throws OAuthException {@code PUSHED_REQUEST_REQUIRED} (RFC 9126 §6), or the refusal of the
     *     request object
     */
    default Parameters allowedTo(Application application) {
        return switch (this) {
            case Pushed(Parameters parameters) -> parameters;
            case Sent(Parameters parameters) -> {
                if (application.security().requirePushedAuthorizationRequests()) {
                    throw new OAuthException(Refusal.PUSHED_REQUEST_REQUIRED);
                }
                yield parameters;
            }
            case Refused(Parameters ignored, OAuthException refusal) -> throw refusal;
        };
    }
}
