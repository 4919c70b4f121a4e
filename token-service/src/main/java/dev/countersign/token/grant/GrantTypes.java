package dev.countersign.token.grant;

import dev.countersign.clients.Application;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.TokenRequest;
import dev.countersign.protocol.request.TokenRequest.AuthorizationCodeRequest;
import dev.countersign.protocol.request.TokenRequest.ClientCredentialsRequest;
import dev.countersign.protocol.request.TokenRequest.OfPerson;
import dev.countersign.protocol.request.TokenRequest.RefreshRequest;
import dev.countersign.token.issue.Issuance;
import dev.countersign.token.issue.Issuance.ForPerson;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Gives a token request to its grant type, if the application may use it. */
@Singleton
public final class GrantTypes {

    private final AuthorizationCodeGrant authorizationCode;
    private final RefreshTokenGrant refreshToken;
    private final ClientCredentialsGrant clientCredentials;

    GrantTypes(
            AuthorizationCodeGrant authorizationCode,
            RefreshTokenGrant refreshToken,
            ClientCredentialsGrant clientCredentials) {
        this.authorizationCode = authorizationCode;
        this.refreshToken = refreshToken;
        this.clientCredentials = clientCredentials;
    }

    /**
     * @throws OAuthException {@link Refusal#GRANT_TYPE_NOT_REGISTERED}; a failed {@code Uni}
     *     carries every other refusal
     */
    public Uni<? extends Issuance> redeem(Application application, TokenRequest request) {
        return switch (request) {
            case OfPerson person -> redeem(application, person);
            case ClientCredentialsRequest own -> {
                check(application, own);
                yield clientCredentials.grant(application, own);
            }
        };
    }

    /** The same for a request that can only be on behalf of a person. */
    public Uni<ForPerson> redeem(Application application, OfPerson request) {
        check(application, request);
        return switch (request) {
            case AuthorizationCodeRequest code -> authorizationCode.redeem(application, code);
            case RefreshRequest refresh -> refreshToken.refresh(application, refresh);
        };
    }

    private static void check(Application application, TokenRequest request) {
        if (!application.mayUse(request.grantType())) {
            throw new OAuthException(Refusal.GRANT_TYPE_NOT_REGISTERED);
        }
    }
}
