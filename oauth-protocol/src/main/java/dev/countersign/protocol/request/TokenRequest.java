package dev.countersign.protocol.request;

import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.CodeVerifier;
import dev.countersign.protocol.token.RefreshToken;
import java.util.Optional;

/** A request to the token endpoint, RFC 6749 §4.1.3, §4.4.2 and §6. */
public sealed interface TokenRequest {

    GrantType grantType();

    /**
     * {@code code} is kept as text: whatever has not the form of a code is a code that nobody
     * issued, and is refused as one.
     */
    record AuthorizationCodeRequest(
            String code, Optional<String> redirectUri, Optional<CodeVerifier> verifier)
            implements TokenRequest {
        @Override
        public GrantType grantType() {
            return GrantType.AUTHORIZATION_CODE;
        }

        @Override
        public String toString() {
            return "AuthorizationCodeRequest[redacted]";
        }
    }

    /** The scope narrows this access token, not the grant. */
    record RefreshRequest(RefreshToken refreshToken, Optional<Scopes> scope)
            implements TokenRequest {
        @Override
        public GrantType grantType() {
            return GrantType.REFRESH_TOKEN;
        }
    }

    record ClientCredentialsRequest(Optional<Scopes> scope) implements TokenRequest {
        @Override
        public GrantType grantType() {
            return GrantType.CLIENT_CREDENTIALS;
        }
    }

    /**
     * @throws OAuthException {@code invalid_request}, {@code unsupported_grant_type}, {@code
     *     invalid_scope}, or {@code invalid_grant} for what cannot be a refresh token of ours
     */
    static TokenRequest parse(Parameters parameters) {
        GrantType type =
                GrantType.of(parameters.eachOnce().required("grant_type"))
                        .orElseThrow(() -> new OAuthException(Refusal.GRANT_TYPE_UNSUPPORTED));
        return switch (type) {
            case AUTHORIZATION_CODE ->
                    new AuthorizationCodeRequest(
                            parameters.required("code"),
                            parameters.get("redirect_uri"),
                            parameters.get(
                                    "code_verifier",
                                    CodeVerifier::new,
                                    Refusal.PARAMETER_MALFORMED));
            case REFRESH_TOKEN ->
                    new RefreshRequest(
                            RefreshToken.parse(parameters.required("refresh_token"))
                                    .orElseThrow(
                                            () ->
                                                    new OAuthException(
                                                            Refusal.REFRESH_TOKEN_MALFORMED)),
                            scope(parameters));
            case CLIENT_CREDENTIALS -> new ClientCredentialsRequest(scope(parameters));
        };
    }

    private static Scopes someScopes(String text) {
        Scopes scopes = Scopes.parse(text);
        if (scopes.isEmpty()) {
            throw new OAuthException(Refusal.SCOPE_EMPTY);
        }
        return scopes;
    }

    private static Optional<Scopes> scope(Parameters parameters) {
        return parameters.get("scope", TokenRequest::someScopes, Refusal.SCOPE_MALFORMED);
    }
}
