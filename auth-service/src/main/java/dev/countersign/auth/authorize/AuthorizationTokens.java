package dev.countersign.auth.authorize;

import dev.countersign.clients.AccessTokenLifetime;
import dev.countersign.clients.Application;
import dev.countersign.clients.Credential;
import dev.countersign.jose.TokenSigner;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.claim.RequestedClaims;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.AuthorizationCode;
import dev.countersign.store.code.Authorization;
import dev.countersign.store.grant.GrantInsert;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.NewGrant;
import dev.countersign.store.person.People;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.store.request.PendingRequest;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens that the authorization endpoint returns itself, OpenID Connect Core 1.0 §3.2.2.5 and
 * §3.3.2.5. An access token is of a grant like any other; where a code comes beside it, of the
 * grant that the code will complete (ADR 12).
 */
@Singleton
@Startup // a lifetime that cannot be stops the service then
final class AuthorizationTokens {

    private final Grants grants;
    private final People people;
    private final TokenSigner signer;
    private final AccessTokenLifetime lifetime;
    private final Issuer issuer;
    private final InstantSource clock;

    AuthorizationTokens(
            Grants grants,
            People people,
            TokenSigner signer,
            AccessTokenLifetime lifetime,
            Issuer issuer,
            InstantSource clock) {
        this.grants = grants;
        this.people = people;
        this.signer = signer;
        this.lifetime = lifetime;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** The parameters of the answer: the code, if there is one, and what comes beside it. */
    Uni<Map<String, String>> beside(
            Optional<AuthorizationCode> code,
            PendingRequest request,
            Application application,
            Authorization authorization) {
        Instant now = clock.instant();
        Instant expiry = lifetime.expiry(application, authorization.grant(), now);
        AnswerClaims claims =
                new AnswerClaims(
                        issuer,
                        authorization,
                        request.state(),
                        code,
                        application.audiences(authorization.scopes(), issuer),
                        application.security().idTokenSignedResponseAlg(),
                        now,
                        expiry);
        ResponseType type = request.responseType();
        return accessToken(type, application, claims)
                .flatMap(
                        accessToken ->
                                idToken(type, claims, accessToken)
                                        .map(idToken -> claims.answer(accessToken, idToken)));
    }

    private Uni<Optional<String>> accessToken(
            ResponseType type, Application application, AnswerClaims claims) {
        return type.givesAccessToken()
                ? made(type, application, claims.authorization(), claims.audiences())
                        .chain(() -> signer.sign(claims.accessToken()))
                        .map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    /** No token leaves before the grant is there, by which it is found and taken back. */
    private Uni<GrantInsert> made(
            ResponseType type,
            Application application,
            Authorization authorization,
            List<String> audiences) {
        NewGrant grant = new NewGrant(authorization, audiences, Optional.empty());
        Credential caller = application.credential();
        return (type.givesCode()
                        ? grants.insertAheadOfCode(grant, caller)
                        : grants.insert(grant, caller))
                .invoke(AuthorizationTokens::refuseUnlessMade);
    }

    private static void refuseUnlessMade(GrantInsert outcome) {
        switch (outcome) {
            case GrantInsert.Inserted ignored -> {}
            case GrantInsert.Fallen(), GrantInsert.CallerChanged(), GrantInsert.Replayed() ->
                    throw new OAuthException(Refusal.AUTHORIZATION_FALLEN);
        }
    }

    private Uni<Optional<String>> idToken(
            ResponseType type, AnswerClaims claims, Optional<String> accessToken) {
        if (!type.givesIdToken()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return person(type, claims.authorization())
                .map(person -> claims.idToken(accessToken, person))
                .flatMap(it -> signer.sign(it, claims.idTokenAlgorithm()))
                .map(Optional::of);
    }

    private Uni<Map<String, Object>> person(ResponseType type, Authorization authorization) {
        Scopes scopes = inIdToken(type, authorization);
        RequestedClaims requested = authorization.claims().idToken();
        return scopes.isEmpty() && requested.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : people.find(authorization.user())
                        .map(found -> found.map(it -> told(it.person(), scopes, requested)))
                        .map(told -> told.orElse(Map.of()));
    }

    /** Core §5.4: where no access token will open the UserInfo endpoint, the ID token says it. */
    private static Scopes inIdToken(ResponseType type, Authorization authorization) {
        return type == ResponseType.ID_TOKEN ? authorization.scopes() : Scopes.NONE;
    }

    private static Map<String, Object> told(
            PersonClaims person, Scopes scopes, RequestedClaims requested) {
        Map<String, Object> told = new HashMap<>(person.claims(scopes));
        told.putAll(person.claims(requested));
        return told;
    }
}
