package dev.countersign.token.grant;

import dev.countersign.clients.Application;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.Challenge;
import dev.countersign.protocol.pkce.Verifier;
import dev.countersign.protocol.request.TokenRequest.AuthorizationCodeRequest;
import dev.countersign.store.code.Authorization;
import java.util.Optional;

/**
 * What a code is bound to, RFC 6749 §4.1.3 and RFC 7636 §4.6: client, family of endpoints, redirect
 * URI, challenge.
 */
final class CodeBinding {

    private CodeBinding() {}

    /**
     * @throws OAuthException {@code invalid_grant}, if the code was not issued for this request
     */
    static void check(
            Application application,
            AuthorizationCodeRequest request,
            Authorization authorization) {
        if (!authorization.client().equals(application.clientId())) {
            throw new OAuthException(Refusal.CODE_OF_ANOTHER_CLIENT);
        }
        if (authorization.family() != request.family()) {
            throw new OAuthException(Refusal.CODE_OF_THE_OTHER_FAMILY);
        }
        if (!repeatsRedirectUri(request, authorization)) {
            throw new OAuthException(Refusal.CODE_REDIRECT_URI);
        }
        if (authorization.challenge().isPresent()) {
            check(authorization.challenge().get(), request.verifier());
        } else if (request.verifier().isPresent()) {
            throw new OAuthException(Refusal.CODE_VERIFIER_WITHOUT_CHALLENGE);
        } else if (application.requiresPkce()) {
            // required since the code was issued: what it rests on has fallen
            throw new OAuthException(Refusal.CODE_FALLEN);
        }
    }

    /** Exactly what was sent. Where none was sent, the one that was used may be named. */
    private static boolean repeatsRedirectUri(
            AuthorizationCodeRequest request, Authorization authorization) {
        return authorization.requestedRedirectUri().isPresent()
                ? request.redirectUri().equals(authorization.requestedRedirectUri())
                : request.redirectUri()
                        .filter(it -> !it.equals(authorization.redirectUri()))
                        .isEmpty();
    }

    private static void check(Challenge challenge, Optional<Verifier> verifier) {
        if (verifier.isEmpty()) {
            throw new OAuthException(Refusal.CODE_VERIFIER_MISSING);
        }
        if (!challenge.matches(verifier.get())) {
            throw new OAuthException(Refusal.CODE_VERIFIER_WRONG);
        }
    }
}
