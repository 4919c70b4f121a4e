package dev.countersign.protocol.request;

import dev.countersign.protocol.Family;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.CodeVerifier;
import dev.countersign.protocol.pkce.DialectVerifier;
import dev.countersign.protocol.pkce.Verifier;
import dev.countersign.protocol.token.RefreshToken;
import java.util.Optional;

/** A request to the token endpoint, RFC 6749 §4.1.3, §4.4.2 and §6. */
public sealed interface TokenRequest {

    GrantType grantType();

    /** What a person has a part in: with tokens for that person, at either family. */
    sealed interface OfPerson extends TokenRequest {}

    /**
     * {@code code} is kept as text: whatever has not the form of a code is a code that nobody
     * issued, and is refused as one.
     */
    record AuthorizationCodeRequest(
            Family family, String code, Optional<String> redirectUri, Optional<Verifier> verifier)
            implements OfPerson {
        @Override
        public GrantType grantType() {
            return GrantType.AUTHORIZATION_CODE;
        }

        @Override
        public String toString() {
            return "AuthorizationCodeRequest[redacted]";
        }
    }

    /**
     * The scope narrows this access token, not the grant.
     *
     * @param subject who the grant must be of, where the request says so
     */
    record RefreshRequest(
            Family family,
            RefreshToken refreshToken,
            Optional<Scopes> scope,
            Optional<UserId> subject)
            implements OfPerson {
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
                            Family.OAUTH,
                            parameters.required("code"),
                            parameters.get("redirect_uri"),
                            parameters.<Verifier>get(
                                    "code_verifier",
                                    CodeVerifier::new,
                                    Refusal.PARAMETER_MALFORMED));
            case REFRESH_TOKEN ->
                    new RefreshRequest(
                            Family.OAUTH,
                            refreshToken(parameters),
                            scope(parameters),
                            Optional.empty());
            case CLIENT_CREDENTIALS -> new ClientCredentialsRequest(scope(parameters));
        };
    }

    /**
     * The same in the words of the dialect (contract, section 6), which has no client credentials
     * and no scopes. Its {@code id_token} is a matter of signatures, and so of the caller.
     */
    static OfPerson parseDialect(Parameters parameters) {
        Parameters once = parameters.eachOnce();
        GrantType type =
                GrantType.of(grantTypeOfDialect(once))
                        .orElseThrow(() -> new OAuthException(Refusal.GRANT_TYPE_UNSUPPORTED));
        return switch (type) {
            case AUTHORIZATION_CODE ->
                    new AuthorizationCodeRequest(
                            Family.DIALECT,
                            once.required("code"),
                            once.get("redirect_uri"),
                            once.<Verifier>get(
                                    "code_verifier",
                                    DialectVerifier::new,
                                    Refusal.PARAMETER_MALFORMED));
            case REFRESH_TOKEN ->
                    new RefreshRequest(
                            Family.DIALECT, refreshToken(once), Optional.empty(), Optional.empty());
            case CLIENT_CREDENTIALS -> throw new OAuthException(Refusal.GRANT_TYPE_UNSUPPORTED);
        };
    }

    /** Either name, or both with one value. */
    private static String grantTypeOfDialect(Parameters parameters) {
        Optional<String> plural = parameters.get("grant_types");
        Optional<String> camel = parameters.get("grantType");
        if (plural.isPresent() && camel.isPresent() && !plural.equals(camel)) {
            throw new OAuthException(Refusal.PARAMETER_REPEATED, "grantType");
        }
        return plural.or(() -> camel)
                .orElseThrow(() -> new OAuthException(Refusal.PARAMETER_MISSING, "grantType"));
    }

    private static RefreshToken refreshToken(Parameters parameters) {
        return RefreshToken.parse(parameters.required("refresh_token"))
                .orElseThrow(() -> new OAuthException(Refusal.REFRESH_TOKEN_MALFORMED));
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
