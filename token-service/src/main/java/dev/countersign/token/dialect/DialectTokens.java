package dev.countersign.token.dialect;

import dev.countersign.clients.Application;
import dev.countersign.jose.RecognizedToken.AnAccessToken;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.jose.TokenRecognizer;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.TokenRequest.AuthorizationCodeRequest;
import dev.countersign.protocol.request.TokenRequest.OfPerson;
import dev.countersign.protocol.request.TokenRequest.RefreshRequest;
import dev.countersign.token.grant.GrantTypes;
import dev.countersign.token.issue.DialectTokenResponse;
import dev.countersign.token.issue.TokenIssuer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** From a request of the dialect to its tokens, by the grants that OAuth has too. */
@Singleton
final class DialectTokens {

    private final GrantTypes grantTypes;
    private final TokenRecognizer recognizer;
    private final TokenIssuer issuer;

    DialectTokens(GrantTypes grantTypes, TokenRecognizer recognizer, TokenIssuer issuer) {
        this.grantTypes = grantTypes;
        this.recognizer = recognizer;
        this.issuer = issuer;
    }

    /**
     * @param idToken a former one, which a refresh may send along; it proves nothing, so it gives
     *     nothing, but what it says must be so
     */
    Uni<DialectTokenResponse> redeem(
            Application application, OfPerson request, Optional<String> idToken) {
        DialectIssuer dialect =
                application.dialect().orElseThrow(() -> new OAuthException(Refusal.DIALECT_OFF));
        return checked(application, request, idToken)
                .flatMap(it -> grantTypes.redeem(application, it))
                .flatMap(person -> issuer.issueDialect(person, dialect));
    }

    /** Before anything is spent. */
    private Uni<OfPerson> checked(
            Application application, OfPerson request, Optional<String> idToken) {
        return switch (request) {
            case RefreshRequest refresh when idToken.isPresent() ->
                    recognizer
                            .recognize(idToken.get())
                            .map(
                                    token ->
                                            switch (token.orElseThrow(DialectTokens::invented)) {
                                                case AnIdToken known ->
                                                        of(subject(known, application), refresh);
                                                case AnAccessToken ignored -> throw invented();
                                            });
            case RefreshRequest refresh -> Uni.createFrom().item(refresh);
            case AuthorizationCodeRequest code -> Uni.createFrom().item(code);
        };
    }

    private static OAuthException invented() {
        return new OAuthException(Refusal.ID_TOKEN_INVENTED);
    }

    private static UserId subject(AnIdToken token, Application application) {
        if (!token.audience().equals(application.clientId())) {
            throw new OAuthException(Refusal.ID_TOKEN_OF_ANOTHER_CLIENT);
        }
        return UserId.parse(token.subject());
    }

    private static RefreshRequest of(UserId subject, RefreshRequest refresh) {
        return new RefreshRequest(
                refresh.family(), refresh.refreshToken(), refresh.scope(), Optional.of(subject));
    }
}
